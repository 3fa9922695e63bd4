// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;

/**
 * What Magnum asks of node groups. Those beside the first are made after the cluster, so that a refusal would leave a cluster that is
 * built in part.
 */
final class NodeGroupRules {

    private static final int NODE_GROUPS = 9;
    private static final int ZERO_NODES = 10;

    private static final String AUTOSCALING = "auto_scaling_enabled";

    private NodeGroupRules() {}

    static List<String> objections(Shape shape, int microversion) {
        List<String> objections = new ArrayList<>();
        if (shape.nodeGroups().isEmpty()) {
            objections.add("The shape names no node group.");
        }
        if (shape.nodeGroups().size() > 1 && microversion < NODE_GROUPS) {
            objections.add("The shape has " + shape.nodeGroups().size()
                    + " node groups, and Magnum speaks microversion 1." + microversion + "; 1.9 brought node groups.");
        }
        Set<String> names = new HashSet<>();
        for (NodeGroupShape group : shape.nodeGroups()) {
            if (!names.add(group.name())) {
                objections.add("Two node groups have the name " + group.name() + ".");
            }
            count(group, microversion, objections);
            bounds(group, objections);
            if (scales(shape) && group.min() != null && group.min() < 1) {
                objections.add("The node group " + group.name() + " has min: " + group.min()
                        + ", and the driver takes none below 1 where the cluster scales.");
            }
        }
        return objections;
    }

    /** magnum-capi-helm 1.4.0, driver.py: a largest size of the first group is written into the same labels. */
    private static boolean scales(Shape shape) {
        return Boolean.parseBoolean(shape.labels().get(AUTOSCALING))
                || (!shape.nodeGroups().isEmpty() && shape.nodeGroups().get(0).max() != null);
    }

    /** Recordings 056 and 063. */
    private static void count(NodeGroupShape group, int microversion, List<String> objections) {
        if (group.count() < 0) {
            objections.add("The node group " + group.name() + " has " + group.count() + " nodes.");
        } else if (group.count() == 0 && microversion < ZERO_NODES) {
            objections.add("The node group " + group.name() + " has no node, and Magnum speaks microversion 1."
                    + microversion + "; 1.10 brought groups without nodes.");
        }
    }

    /** Recordings 150 and 152; a largest size of 0 is none. */
    private static void bounds(NodeGroupShape group, List<String> objections) {
        int min = group.min() == null ? 0 : group.min();
        int max = group.max() == null || group.max() == 0 ? Integer.MAX_VALUE : group.max();
        if (min > max || group.count() < min || group.count() > max) {
            objections.add("The node group " + group.name() + " has " + group.count() + " nodes and may have " + min
                    + " to " + (max == Integer.MAX_VALUE ? "any number" : max) + ".");
        }
    }
}
