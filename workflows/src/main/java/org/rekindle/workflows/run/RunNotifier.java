// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.NotifyPeople;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.run.Alert;

/**
 * Says how a run stands to the {@link NotifyPeople} that follows it. The run does not wait for people to be reached; only at its end it
 * waits until Temporal has what it said.
 */
final class RunNotifier {

    private final String cluster;
    private final Audience audience;
    private final @Nullable Alert alert;
    private final List<Promise<Void>> underWay = new ArrayList<>();
    private NotifyPeople people;

    /** @param alert by which the run was started; null when a person asked for it */
    RunNotifier(String cluster, Audience audience, @Nullable Alert alert, RunNews first) {
        this.cluster = cluster;
        this.audience = audience;
        this.alert = alert;
        this.people = start(first);
    }

    /** Says how the run stands from now on. */
    void say(RunNews news) {
        // A run that is cancelled goes on to say how it ends.
        Workflow.newDetachedCancellationScope(() -> underWay.add(Async.procedure(() -> signal(news))))
                .run();
    }

    /** Waits until Temporal has all that was said. */
    void awaitSaid() {
        Promise.allOf(underWay).get();
    }

    /** Someone may have ended the workflow that takes them. */
    private void signal(RunNews news) {
        try {
            people.news(news);
        } catch (SignalExternalWorkflowException closed) {
            people = start(news);
        }
    }

    /**
     * It is cancelled when the run closes, and then tells how the run ended. A reset closes a run without that: the id stays the same
     * over resets, so that the one of before is replaced. Of a child nothing newer says so than a reuse policy.
     */
    @SuppressWarnings("deprecation")
    private NotifyPeople start(RunNews first) {
        ChildWorkflowOptions.Builder options = ChildWorkflowOptions.newBuilder()
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL);
        String what = Workflow.getInfo().getFirstExecutionRunId();
        return NotifyChild.start(cluster, audience, what, options, first, null, alert);
    }
}
