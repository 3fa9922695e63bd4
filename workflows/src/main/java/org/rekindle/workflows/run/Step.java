// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions.Func;
import java.time.Duration;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * A step that the run cannot do without, under the name by which the operator resolves it. What fails in it for good waits
 * for the operator: RETRY repeats that alone, ABORT ends the run.
 */
public final class Step {

    private final Operator operator;
    private final String name;

    Step(Operator operator, String name) {
        this.operator = operator;
        this.name = name;
    }

    /** The stub of {@link ActivityStubs#remote} whose calls ask the operator when they failed, and are repeated alone. */
    public <A> A remote(Class<A> system, String summary, Duration deadline) {
        return AskingStub.of(system, ActivityStubs.remote(system, summary, deadline), this);
    }

    /**
     * Does several calls that belong to one moment, such as a look and the request that rests on it. When one of them failed, all
     * are repeated: the operator's answer may have taken hours, and what was seen before it is old.
     */
    public <T> T whole(Func<T> calls) {
        while (true) {
            try {
                return calls.apply();
            } catch (ActivityFailure failure) {
                askAbout(failure);
            }
        }
    }

    /** The same for calls whose answers may be such that the operator must look at them before the calls are repeated. */
    public <T> T untilSucceeded(Func<Attempt<T>> calls) {
        while (true) {
            Attempt<T> attempt = whole(calls);
            if (attempt instanceof Attempt.Succeeded<T> succeeded) {
                return succeeded.result();
            }
            Attempt.Failed<T> failed = (Attempt.Failed<T>) attempt;
            awaitOperator(failed.code(), failed.reason());
        }
    }

    /** Waits until the operator has looked at something and lets the run go on. */
    public void awaitOperator(FailureCode code, String reason) {
        operator.ask(name, code.name(), reason, false);
    }

    /** Asks the operator about a call that failed for good. */
    void askAbout(ActivityFailure failure) {
        operator.ask(name, ActivityFailures.code(failure), ActivityFailures.lastSeen(failure), false);
    }
}
