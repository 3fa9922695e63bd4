// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.KubernetesTarget;
import org.rekindle.workflows.model.NodesWanted;
import org.rekindle.workflows.model.PodsWanted;
import org.rekindle.workflows.model.ScaleUpProof;
import org.rekindle.workflows.model.ScaleUpRequest;

/** A cluster's Kubernetes API. */
@ActivityInterface(namePrefix = "Kubernetes.")
public interface KubernetesActivities {

    /** Whether it answers and which nodes it has. Never fails because it does not answer. */
    ApiSighting look(KubernetesTarget target);

    /** Waits for nodes to be ready. */
    ApiSighting awaitNodes(NodesWanted wanted);

    /** Waits for pods to be ready. */
    ApiSighting awaitPods(PodsWanted wanted);

    /** Makes a pod that does not fit, waits for the new node and the pod to run on it, and removes the pod. */
    ScaleUpProof proveScaleUp(ScaleUpRequest request);
}
