// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import io.temporal.failure.ApplicationFailure;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** Something that matters in a service's answer is not as the service documents it. The cloud may be well all the same. */
public final class NotUnderstood {

    /** The operators cannot help there: it is for Rekindle to learn. */
    public static final String CURE =
            "The cloud may be well all the same: report this to Rekindle, with the request id and the field's name.";

    private static final String MARK = "cannot be understood";

    private NotUnderstood() {}

    /**
     * A failure.
     *
     * @param answer what was asked, with the request id
     * @param what what is odd, such as {@code the field node_count of cluster X}; no value, which may be huge
     */
    public static ApplicationFailure of(String answer, String what) {
        return Failures.of(FailureCode.MISCONFIGURED, answer + ": " + what + " " + MARK + ".");
    }

    /** Whether a failure is one of these. */
    public static boolean is(ApplicationFailure failure) {
        return failure.getOriginalMessage() != null
                && failure.getOriginalMessage().contains(" " + MARK);
    }
}
