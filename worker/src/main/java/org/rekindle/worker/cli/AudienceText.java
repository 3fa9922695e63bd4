// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.notify.Audience;

/** Who is told about a cluster, in words. */
final class AudienceText {

    private static final String NO_ONE = "no one";

    private AudienceText() {}

    /** Who gets every message. */
    static String always(@Nullable Audience audience) {
        return audience == null ? NO_ONE : names(audience.always());
    }

    /** Who is told of a question, step by step. */
    static String questions(@Nullable Audience audience) {
        if (audience == null || audience.questions().isEmpty()) {
            return NO_ONE;
        }
        return audience.questions().stream()
                .map(step -> names(step.channels()) + " " + when(step.after()))
                .collect(Collectors.joining("; "));
    }

    /** When those who get every message are told that a certificate expires. */
    static String expiry(@Nullable Audience audience) {
        if (audience == null
                || audience.always().isEmpty()
                || audience.expiryDays().isEmpty()) {
            return NO_ONE;
        }
        return names(audience.always()) + " " + days(audience.expiryDays());
    }

    /** After which time without an answer. */
    static String when(Duration after) {
        if (after.isZero()) {
            return "at once";
        }
        return "after " + Text.of(after) + " without an answer";
    }

    /** Before a certificate expires. */
    static String days(List<Integer> days) {
        return days.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " days before";
    }

    private static String names(List<String> names) {
        if (names.isEmpty()) {
            return NO_ONE;
        }
        return String.join(", ", names);
    }
}
