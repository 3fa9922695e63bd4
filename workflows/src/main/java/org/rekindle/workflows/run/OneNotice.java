// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.NotifyPeople;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.RunNews;

/** Tells people one thing, with nothing to follow. */
public final class OneNotice {

    private OneNotice() {}

    /**
     * Has people told; it waits only until Temporal has it.
     *
     * @param what of which people are told once at a time, such as a certificate and a number of days
     * @param until how long people are not told of it again; null when they may be
     */
    public static void tell(
            String cluster, @Nullable Audience audience, String what, RunNews news, @Nullable Instant until) {
        if (audience == null) {
            return;
        }
        NotifyPeople people = NotifyChild.start(
                cluster,
                audience,
                what,
                ChildWorkflowOptions.newBuilder().setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON),
                news,
                until,
                null);
        try {
            Workflow.getWorkflowExecution(people).get();
        } catch (ChildWorkflowFailure failure) {
            if (!(failure.getCause() instanceof WorkflowExecutionAlreadyStarted)) {
                throw failure;
            }
        }
    }
}
