// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The time of a workflow, which is the same on every replay. */
public final class WorkflowClock {

    private WorkflowClock() {}

    /** The time of the current workflow. */
    public static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
