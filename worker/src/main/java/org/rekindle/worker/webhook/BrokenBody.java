// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import tools.jackson.core.JacksonException;

/**
 * Why a body was not read to its end, and how that is answered.
 *
 * @param reason for the metric
 */
record BrokenBody(String reason, HttpStatus status, String sentence) {

    /** 408 would be more to the point for a body that does not arrive, but Alertmanager would wait with it for the next flush. */
    private static BrokenBody of(LimitedBody.IncompleteBody incomplete, AlertSource source) {
        String sentence = String.valueOf(incomplete.getMessage());
        if (incomplete.isTooLarge()) {
            return new BrokenBody(
                    "too-large",
                    HttpStatus.CONTENT_TOO_LARGE,
                    sentence + " " + accepted(source) + " " + source.howToSendLess());
        }
        return new BrokenBody("not-arrived", HttpStatus.SERVICE_UNAVAILABLE, sentence);
    }

    private static String accepted(AlertSource source) {
        if (source.saysInParts()) {
            return "The alerts before that point were accepted.";
        }
        return "Nothing of it was accepted.";
    }

    /** The parser's own message quotes the body, which is not ours to repeat. */
    private static BrokenBody notJson(AlertSource source) {
        return new BrokenBody(
                "not-json", HttpStatus.BAD_REQUEST, "The body is not JSON to its end: send " + source.expected() + ".");
    }

    /** What broke the body off as the parser sees it: our own limit, else that it is no JSON. */
    static BrokenBody of(JacksonException failure, AlertSource source) {
        if (failure.getCause() instanceof LimitedBody.IncompleteBody incomplete) {
            return of(incomplete, source);
        }
        return notJson(source);
    }

    /** What broke the body off: our own limit, else something of the stream's. */
    static BrokenBody of(IOException failure, AlertSource source) {
        if (failure instanceof LimitedBody.IncompleteBody incomplete) {
            return of(incomplete, source);
        }
        // The only stream that begins by reading is a compressed one.
        return new BrokenBody(
                "not-json", HttpStatus.BAD_REQUEST, "The body is not compressed by gzip as its header says.");
    }
}
