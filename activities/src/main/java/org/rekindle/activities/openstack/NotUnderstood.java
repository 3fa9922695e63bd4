// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import io.temporal.failure.ApplicationFailure;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/** Something that matters in a service's answer is not as the service documents it. The cloud may be well all the same. */
final class NotUnderstood {

    /** The operators cannot help there: it is for Rekindle to learn. */
    static final String CURE =
            "The cloud may be well all the same: report this to Rekindle, with the request id and the field's name.";

    private static final String MARK = "cannot be understood";

    private NotUnderstood() {}

    /**
     * A failure.
     *
     * @param answer what was asked, with the request id
     * @param what what is odd, such as {@code the field node_count of cluster X}; no value, which may be huge
     */
    static ApplicationFailure of(String answer, String what) {
        return Failures.of(FailureCode.MISCONFIGURED, answer + ": " + what + " " + MARK + ".");
    }

    static boolean is(ApplicationFailure failure) {
        return failure.getOriginalMessage() != null
                && failure.getOriginalMessage().contains(" " + MARK);
    }
}
