// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import org.rekindle.workflows.model.FailureCode;

/** A step looked at its result and found that it did not do what it is for. A human is asked. */
public final class StepFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /** With a sentence for the operator. */
    public StepFailed(FailureCode code, String reason) {
        super(reason);
        this.code = code;
    }

    FailureCode code() {
        return code;
    }

    /** The sentence. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
