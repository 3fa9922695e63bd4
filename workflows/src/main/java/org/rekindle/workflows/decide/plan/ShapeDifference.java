// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Finds how one shape differs from another, thing by thing. */
final class ShapeDifference {

    private ShapeDifference() {}

    /** Each difference; empty when they are the same. */
    static List<Reason> between(Shape before, Shape now) {
        List<Reason> differences = new ArrayList<>();
        changed(differences, "number of machines of the control plane", before.masterCount(), now.masterCount());
        changed(differences, "flavor of the control plane", before.masterFlavor(), now.masterFlavor());
        nodeGroups(differences, before.nodeGroups(), now.nodeGroups());
        changed(differences, "keypair", before.keypair(), now.keypair());
        changed(differences, "fixed network", before.fixedNetwork(), now.fixedNetwork());
        changed(differences, "fixed subnet", before.fixedSubnet(), now.fixedSubnet());
        changed(differences, "load balancer of the API", before.masterLoadBalancer(), now.masterLoadBalancer());
        changed(differences, "use of floating IPs", before.floatingIp(), now.floatingIp());
        labels(differences, before.labels(), now.labels());
        return List.copyOf(differences);
    }

    private static void nodeGroups(List<Reason> differences, List<NodeGroupShape> before, List<NodeGroupShape> now) {
        for (NodeGroupShape group : now) {
            NodeGroupShape old = named(before, group.name());
            if (old == null) {
                differences.add(of(ReasonCode.NODE_GROUP_NEW, group).with("now", words(group)));
            } else if (!old.equals(group)) {
                differences.add(of(ReasonCode.NODE_GROUP_CHANGED, group)
                        .with("before", words(old))
                        .with("now", words(group)));
            }
        }
        before.stream()
                .filter(group -> named(now, group.name()) == null)
                .forEach(group ->
                        differences.add(of(ReasonCode.NODE_GROUP_GONE, group).with("before", words(group))));
    }

    private static Reason of(ReasonCode code, NodeGroupShape group) {
        return Reason.of(code, "group", group.name());
    }

    private static @Nullable NodeGroupShape named(List<NodeGroupShape> groups, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Such as {@code 2 × m3.large, from 1 to 5}. */
    private static String words(NodeGroupShape group) {
        String size = group.count() + " × " + group.flavor();
        if (group.min() == null && group.max() == null) {
            return size;
        }
        return size + ", from " + known(group.min()) + " to " + known(group.max());
    }

    private static void labels(List<Reason> differences, Map<String, String> before, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.forEach(name -> changed(differences, "label " + name, before.get(name), now.get(name)));
    }

    private static void changed(List<Reason> differences, String what, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            differences.add(Reason.of(ReasonCode.SHAPE_CHANGED, "what", what)
                    .with("before", known(before))
                    .with("now", known(now)));
        }
    }

    private static String known(@Nullable Object value) {
        return value == null ? "(not set)" : value.toString();
    }
}
