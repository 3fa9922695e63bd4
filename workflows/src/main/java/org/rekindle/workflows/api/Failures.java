// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.run.FailureCode;

/** Makes the failures that activities throw: the type is the code, and the code says whether they are tried again. */
public final class Failures {

    private Failures() {}

    /**
     * A failure with a sentence for the operator. Neither the message nor anything it is made of may hold a secret, since
     * it enters the history.
     */
    public static ApplicationFailure of(FailureCode code, String message) {
        return ApplicationFailure.newBuilder()
                .setType(code.name())
                .setMessage(message)
                .setNonRetryable(!code.triedAgain())
                .build();
    }

    /** What Magnum signs and the authority that it names do not fit together, so that there is no way into the cluster's API. */
    public static ApplicationFailure otherAuthority(String message) {
        return ApplicationFailure.newBuilder()
                .setType(FailureCode.REFUSED.name())
                .setMessage(message)
                .setNonRetryable(true)
                .setDetails(ApiTrouble.OTHER_AUTHORITY.name())
                .build();
    }

    /**
     * The system wants to be left alone for a while. It is tried again as every passing failure is, but not before that.
     *
     * @param untilNextTry what the system asked for
     */
    public static ApplicationFailure unavailable(String message, Duration untilNextTry) {
        return ApplicationFailure.newBuilder()
                .setType(FailureCode.UNAVAILABLE.name())
                .setMessage(message)
                .setNextRetryDelay(untilNextTry)
                .build();
    }

    /**
     * Not there yet. Temporal keeps the time until the next look, so that waiting costs neither a thread nor history. It is benign:
     * the SDK neither logs it as a warning nor counts it as a failure.
     *
     * @param seen the last thing seen, which the Temporal UI shows while the activity waits
     */
    public static ApplicationFailure stillWaiting(String seen, Duration untilNextLook) {
        return ApplicationFailure.newBuilder()
                .setType(FailureCode.STILL_WAITING.name())
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setMessage(seen)
                .setNextRetryDelay(untilNextLook)
                .build();
    }
}
