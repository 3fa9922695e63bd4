// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import org.rekindle.workflows.model.run.FailureCode;

/** What something came to that was tried: a result, or a finding that an operator must look at before it is tried again. */
public sealed interface Attempt<T> {

    /** It succeeded. */
    record Succeeded<T>(T result) implements Attempt<T> {}

    /**
     * It did not do what it is for.
     *
     * @param reason a sentence for the operator
     */
    record Failed<T>(FailureCode code, String reason) implements Attempt<T> {}

    /** It succeeded. */
    static <T> Attempt<T> succeeded(T result) {
        return new Succeeded<>(result);
    }

    /** It did not do what it is for. */
    static <T> Attempt<T> failed(FailureCode code, String reason) {
        return new Failed<>(code, reason);
    }
}
