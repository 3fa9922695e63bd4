// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.NodeGroupShape;

/**
 * The charts roll workers without surge (maxSurge 0, maxUnavailable 1): a group of one node is without it until the control plane has
 * been rolled, also where all goes well.
 */
final class NodesSurvive implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        List<String> single = hop.cluster().shape().nodeGroups().stream()
                .filter(group -> group.count() == 1)
                .map(NodeGroupShape::name)
                .toList();
        return single.isEmpty()
                ? Stream.empty()
                : Stream.of(new Finding(
                        "nodes survive",
                        Verdict.WARNS,
                        "The node groups " + String.join(", ", single)
                                + " have one node each, and lose it for as long as the control plane is rolled.",
                        "Scale them to two beforehand where users must not notice."));
    }
}
