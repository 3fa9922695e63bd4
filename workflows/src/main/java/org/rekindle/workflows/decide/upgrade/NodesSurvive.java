// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The charts roll workers without surge (maxSurge 0, maxUnavailable 1): a group of one node is without it until the control plane has
 * been rolled, also where all goes well.
 */
final class NodesSurvive implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        List<String> single = step.cluster().shape().nodeGroups().stream()
                .filter(group -> group.count() == 1)
                .map(NodeGroupShape::name)
                .toList();
        if (single.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                Verdict.WARNS, Reason.of(ReasonCode.UPGRADE_SINGLE_NODES, "groups", String.join(", ", single))));
    }
}
