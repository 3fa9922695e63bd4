// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterInCloud;
import org.rekindle.workflows.model.CreateRequest;
import org.rekindle.workflows.model.DeleteRequest;
import org.rekindle.workflows.model.NodeGroupRequest;
import org.rekindle.workflows.model.RequestOutcome;
import org.rekindle.workflows.model.Templates;
import org.rekindle.workflows.model.UpgradeRequest;

/** OpenStack Magnum. Every request is looked up before it is sent, so that asking twice does it once. */
@ActivityInterface(namePrefix = "Magnum.")
public interface MagnumActivities {

    /** The cluster as Magnum tells it: one certain cluster by UUID, else the one that the fleet file names. Never fails because there is none. */
    CloudSighting observe(CloudTarget target);

    /** All templates that can be seen, with what their images say. */
    Templates listTemplates(ClusterInCloud cluster);

    /** Asks for a cluster, unless the run already has one by its mark. */
    RequestOutcome requestCreate(CreateRequest request);

    /** Asks for a node group, unless one of its name is there. */
    RequestOutcome requestNodeGroup(NodeGroupRequest request);

    /** Asks for an upgrade, unless the cluster already has the template. */
    RequestOutcome requestUpgrade(UpgradeRequest request);

    /** Asks for a delete, if the guard lets it pass after a fresh look at the cluster's identity. */
    RequestOutcome requestDelete(DeleteRequest request);

    /** Waits by looking again and again; the deadline is the caller's. The last failure says what was last seen. */
    AwaitOutcome await(AwaitRequest request);
}
