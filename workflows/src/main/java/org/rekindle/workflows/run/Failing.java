// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.FailureCode;

/** Reads what an activity's failure means. */
public final class Failing {

    private Failing() {}

    /** Whether the activity ended because our own deadline passed. */
    static boolean ranOutOfTime(ActivityFailure failure) {
        return failure.getRetryState() == RetryState.RETRY_STATE_TIMEOUT
                || failure.getCause() instanceof TimeoutFailure;
    }

    /** The last thing that was seen or said. */
    public static String lastSeen(ActivityFailure failure) {
        ApplicationFailure said = said(failure);
        if (said != null) {
            return said.getOriginalMessage();
        }
        return "nothing was heard of " + failure.getActivityType() + " any more";
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
