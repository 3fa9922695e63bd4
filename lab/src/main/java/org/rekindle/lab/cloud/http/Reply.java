// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers.
 *
 * @param headers beside {@code Content-Type} and {@code X-Openstack-Request-Id}, which the gateway sets
 * @param body written as JSON; nothing is written when it is null
 */
public record Reply(int status, Map<String, String> headers, @Nullable Object body) {

    public static Reply of(int status, @Nullable Object body) {
        return new Reply(status, Map.of(), body);
    }

    public static Reply ok(Object body) {
        return of(200, body);
    }

    public static Reply noContent() {
        return of(204, null);
    }

    /** The same answer with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
