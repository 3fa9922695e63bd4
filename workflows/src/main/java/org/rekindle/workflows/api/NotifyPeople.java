// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.rekindle.workflows.model.notify.NotifyRequest;
import org.rekindle.workflows.model.notify.NotifyView;
import org.rekindle.workflows.model.notify.RunNews;

/** Tells people how a run stands, reminds them while it waits for them, and tells others when they do not answer. */
@WorkflowInterface
public interface NotifyPeople {

    /** Tells people until the run has ended. */
    @WorkflowMethod(name = "NotifyPeople")
    NotifyView follow(NotifyRequest request);

    /** How the run stands from now on. */
    @SignalMethod
    void news(RunNews news);

    /** What people were told so far. */
    @QueryMethod
    NotifyView view();
}
