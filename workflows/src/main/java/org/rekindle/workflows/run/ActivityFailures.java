// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.run.FailureCode;

/** Reads what an activity's failure means. */
public final class ActivityFailures {

    /** The class of an exception that was not made for people. */
    private static final Pattern UNEXPECTED = Pattern.compile("([\\w$]+\\.)+[\\w$]*(Exception|Error)");

    private ActivityFailures() {}

    /** Whether the activity ended because our own deadline passed. */
    static boolean ranOutOfTime(ActivityFailure failure) {
        return failure.getRetryState() == RetryState.RETRY_STATE_TIMEOUT
                || failure.getCause() instanceof TimeoutFailure;
    }

    /** The last thing that was seen or said. */
    public static String lastSeen(ActivityFailure failure) {
        ApplicationFailure said = said(failure);
        if (said != null) {
            return sentence(said.getType(), said.getOriginalMessage());
        }
        return "nothing was heard of " + failure.getActivityType() + " any more";
    }

    /**
     * What a failure says. The bare message of an unexpected exception is left out, since it often is about the code alone, such as
     * what was null.
     *
     * @param type a code by its name, or the class of an exception
     */
    public static String sentence(String type, @Nullable String message) {
        if (UNEXPECTED.matcher(type).matches()) {
            return unexpected(type, message)
                    + " ended the step. This is a fault of Rekindle: report it with the worker's log.";
        }
        if (message == null || message.isBlank()) {
            return "no reason was given (" + type + ")";
        }
        return message;
    }

    /**
     * The beginning of a sentence about an unexpected exception.
     *
     * @param type its class
     */
    public static String unexpected(String type, @Nullable String message) {
        boolean isAboutTheCode = type.startsWith("java.lang.") && !type.startsWith("java.lang.Illegal");
        String name = "An unexpected " + type.substring(type.lastIndexOf('.') + 1);
        if (isAboutTheCode || message == null || message.isBlank()) {
            return name;
        }
        return name + " (" + message + ")";
    }

    /** The code, by name; {@code UNAVAILABLE} when the activity never got to say one. */
    static String code(ActivityFailure failure) {
        ApplicationFailure said = said(failure);
        return said == null ? FailureCode.UNAVAILABLE.name() : said.getType();
    }

    /** Whether it says that Magnum's books name another authority than the one that signs. */
    public static boolean isOtherAuthority(ActivityFailure failure) {
        ApplicationFailure said = said(failure);
        return said != null
                && said.getDetails().getSize() > 0
                && ApiTrouble.OTHER_AUTHORITY.name().equals(said.getDetails().get(0, String.class));
    }

    private static @Nullable ApplicationFailure said(ActivityFailure failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure said) {
                return said;
            }
        }
        return null;
    }
}
