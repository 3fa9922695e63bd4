// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Observation;

/** Tells how many machines a control plane has: what Magnum says, or the nodes that the API knows where these are more. */
public final class ControlPlaneSize {

    /** How Cluster API names the machines of a control plane: {@code <cluster>-control-plane-<five characters>}. */
    private static final String CONTROL_PLANE = "-control-plane-";

    private ControlPlaneSize() {}

    /** The number of machines; 0 where nobody tells. */
    public static int of(Observation seen) {
        CloudCluster cloud = seen.cloud();
        long nodes = seen.api().nodes().stream()
                .filter(node -> node.nodeGroup() == null && node.name().contains(CONTROL_PLANE))
                .count();
        return Math.max(cloud == null ? 0 : cloud.shape().masterCount(), Math.toIntExact(nodes));
    }
}
