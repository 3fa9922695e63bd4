// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.BuildProof;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.HubTarget;

/** JupyterHub and BinderHub, as their users reach them. */
@ActivityInterface(namePrefix = "Hub.")
public interface HubActivities {

    /** Whether they say that they are well. Never fails because they do not answer. */
    HubSighting look(HubTarget target);

    /** Waits until they are well. */
    HubSighting awaitHealthy(HubTarget target);

    /** Builds a repository and launches it, following the event stream to its end, then stops the server. */
    BuildProof proveBuild(HubTarget target);
}
