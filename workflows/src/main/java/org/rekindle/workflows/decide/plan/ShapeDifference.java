// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;

/** Says how one shape differs from another, thing by thing and in the words of people. */
final class ShapeDifference {

    private ShapeDifference() {}

    /** A sentence for each difference; empty when they are the same. */
    static List<String> between(Shape before, Shape now) {
        List<String> differences = new ArrayList<>();
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

    private static void nodeGroups(List<String> differences, List<NodeGroupShape> before, List<NodeGroupShape> now) {
        for (NodeGroupShape group : now) {
            NodeGroupShape old = named(before, group.name());
            if (old == null) {
                differences.add("The node group " + group.name() + " is new: " + words(group) + ".");
            } else if (!old.equals(group)) {
                differences.add(
                        "The node group " + group.name() + " was " + words(old) + " and is " + words(group) + ".");
            }
        }
        before.stream()
                .filter(group -> named(now, group.name()) == null)
                .forEach(group -> differences.add(
                        "The node group " + group.name() + " is there no longer; it was " + words(group) + "."));
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
        return group.min() == null && group.max() == null
                ? size
                : size + ", from " + known(group.min()) + " to " + known(group.max());
    }

    private static void labels(List<String> differences, Map<String, String> before, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.forEach(name -> changed(differences, "label " + name, before.get(name), now.get(name)));
    }

    private static void changed(List<String> differences, String what, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            differences.add("The " + what + " was " + known(before) + " and is " + known(now) + ".");
        }
    }

    private static String known(@Nullable Object value) {
        return value == null ? "(not set)" : value.toString();
    }
}
