// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import org.rekindle.workflows.run.RunResult;

/** How a teardown ended. */
public sealed interface TeardownOutcome {

    /**
     * The cluster is gone.
     *
     * @param mandate what it was deleted under, for what the run itself creates from now on
     */
    record TornDown(TeardownMandate mandate) implements TeardownOutcome {}

    /** The cluster stays: the plan does not hold any more, and a new one is needed. */
    record PlanAgain() implements TeardownOutcome {}

    /** An approver rejected the plan. */
    record Rejected(RunResult result) implements TeardownOutcome {}
}
