// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.NotifyPeople;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.NotifyRequest;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.run.Alert;

/** Starts the workflow that notifies people about the current one. */
final class NotifyChild {

    private NotifyChild() {}

    /**
     * Starts it, and waits for nothing.
     *
     * @param what of which there is one at a time
     * @param options what becomes of it when the current workflow closes
     * @param until how long this must not be told again; null when it may
     * @param alert by which the current workflow was started; null when it was not, or is none to follow
     */
    static NotifyPeople start(
            String cluster,
            Audience audience,
            String what,
            ChildWorkflowOptions.Builder options,
            RunNews first,
            @Nullable Instant until,
            @Nullable Alert alert) {
        NotifyPeople people = Workflow.newChildWorkflowStub(
                NotifyPeople.class,
                options.setWorkflowId(Identifiers.notification(cluster, what))
                        .setStaticSummary("Notify people about " + cluster)
                        .build());
        NotifyRequest request = new NotifyRequest(
                cluster,
                audience,
                Workflow.getInfo().getWorkflowId(),
                Workflow.getInfo().getRunId(),
                first,
                until,
                alert);
        // What is cancelled must be announced all the same.
        Workflow.newDetachedCancellationScope(() -> Async.function(people::follow, request))
                .run();
        return people;
    }
}
