// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * What Magnum asks of node groups. Those beside the first are made after the cluster, so that a refusal would leave a cluster that is
 * built in part.
 */
final class NodeGroupRules {

    private static final int NODE_GROUPS = 9;
    private static final int ZERO_NODES = 10;
    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    private static final String AUTOSCALING = "auto_scaling_enabled";

    private NodeGroupRules() {}

    static List<Reason> objections(Shape shape, int microversion) {
        List<Reason> objections = new ArrayList<>();
        if (shape.nodeGroups().isEmpty()) {
            objections.add(Reason.of(ReasonCode.CREATE_NO_NODE_GROUP));
        }
        if (shape.nodeGroups().size() > 1 && microversion < NODE_GROUPS) {
            objections.add(Reason.of(
                            ReasonCode.CREATE_NODE_GROUPS_NOT_KNOWN,
                            "count",
                            shape.nodeGroups().size())
                    .with("microversion", microversion));
        }
        Set<String> names = new HashSet<>();
        for (NodeGroupShape group : shape.nodeGroups()) {
            if (!names.add(group.name())) {
                objections.add(of(ReasonCode.CREATE_NODE_GROUP_TWICE, group));
            }
            count(group, microversion, objections);
            bounds(group, objections);
            if (scales(shape) && group.min() != null && group.min() < 1) {
                objections.add(of(ReasonCode.CREATE_NODE_GROUP_MIN, group).with("min", group.min()));
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
    private static void count(NodeGroupShape group, int microversion, List<Reason> objections) {
        if (group.count() < 0) {
            objections.add(of(ReasonCode.CREATE_NODE_GROUP_NEGATIVE, group).with("count", group.count()));
        } else if (group.count() == 0 && microversion < ZERO_NODES) {
            objections.add(of(ReasonCode.CREATE_NODE_GROUP_EMPTY, group).with("microversion", microversion));
        }
    }

    /** A largest size of 0 is none. */
    private static int largest(NodeGroupShape group) {
        int max = Objects.requireNonNullElse(group.max(), 0);
        return max == 0 ? ANY_NUMBER : max;
    }

    /** Recordings 150 and 152. */
    private static void bounds(NodeGroupShape group, List<Reason> objections) {
        int min = Objects.requireNonNullElse(group.min(), 0);
        int max = largest(group);
        if (min > max || group.count() < min || group.count() > max) {
            Reason bounds = of(ReasonCode.CREATE_NODE_GROUP_BOUNDS, group)
                    .with("count", group.count())
                    .with("min", min);
            objections.add(max == ANY_NUMBER ? bounds : bounds.with("max", max));
        }
    }

    private static Reason of(ReasonCode code, NodeGroupShape group) {
        return Reason.of(code, "group", group.name());
    }
}
