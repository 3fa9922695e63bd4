// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import org.rekindle.workflows.run.RunResult;

/** What carrying out a plan came to. */
sealed interface PlanProgress {

    /** The run ends. */
    record Ended(RunResult result) implements PlanProgress {}

    /** The plan is no longer valid, or it was carried out and did not work. The run looks again and makes a new plan. */
    record PlanAgain() implements PlanProgress {}
}
