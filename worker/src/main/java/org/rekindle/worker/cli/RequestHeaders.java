// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Headers of a request as they are typed: {@code NAME:VALUE}. */
final class RequestHeaders {

    private RequestHeaders() {}

    /** By name, without regard to case; several of one name are one, with commas between their values. */
    static Map<String, String> parse(@Nullable List<String> typed) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (typed == null) {
            return headers;
        }
        for (String header : typed) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw new CliFailure(
                        ExitCode.USAGE, "A --header has no colon: write NAME:VALUE, such as X-Webhook-Id:7.");
            }
            String name = header.substring(0, colon).strip();
            if (name.equalsIgnoreCase("Authorization")) {
                throw new CliFailure(
                        ExitCode.USAGE,
                        "Leave the header Authorization out: every user of this machine sees a command's words.");
            }
            headers.merge(name, header.substring(colon + 1).strip(), (one, other) -> one + ", " + other);
        }
        return headers;
    }
}
