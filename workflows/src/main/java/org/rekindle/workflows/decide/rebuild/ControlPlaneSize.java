// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.Optional;
import org.rekindle.workflows.model.observation.Observation;

/** Says how many machines a control plane has: what Magnum says, or the nodes that the API knows where these are more. */
public final class ControlPlaneSize {

    /** How Cluster API names the machines of a control plane: {@code <cluster>-control-plane-<five characters>}. */
    private static final String CONTROL_PLANE = "-control-plane-";

    private ControlPlaneSize() {}

    /** The number of machines; 0 where neither shows one. */
    public static int of(Observation seen) {
        int machines = Optional.ofNullable(seen.cloud())
                .map(cloud -> cloud.shape().masterCount())
                .orElse(0);
        long nodes = seen.api().nodes().stream()
                .filter(node -> node.nodeGroup() == null && node.name().contains(CONTROL_PLANE))
                .count();
        return Math.max(machines, Math.toIntExact(nodes));
    }
}
