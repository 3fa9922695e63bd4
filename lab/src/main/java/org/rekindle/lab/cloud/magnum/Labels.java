// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines;

/** What the driver reads from labels. The cluster's own labels win over its template's. */
final class Labels {

    private Labels() {}

    static boolean dashboard(Cluster cluster) {
        return flag(cluster, "kube_dashboard_enabled", true);
    }

    /** The size and the bounds with which a node group is rolled out; {@code max < min} means that it does not scale. */
    static ClusterMachines.NodeGroup machines(Cluster cluster, NodeGroup group) {
        if (!scales(cluster, group)) {
            return new ClusterMachines.NodeGroup(group.name, group.flavorId, group.nodeCount, group.nodeCount, 0);
        }
        return new ClusterMachines.NodeGroup(
                group.name, group.flavorId, group.nodeCount, lowest(cluster, group), highest(cluster, group));
    }

    /** Whether the autoscaler owns the size, so that the chart leaves it out and a resize changes nothing. */
    static boolean scales(Cluster cluster, NodeGroup group) {
        return flag(cluster, "auto_scaling_enabled", false) && lowest(cluster, group) != highest(cluster, group);
    }

    private static int lowest(Cluster cluster, NodeGroup group) {
        if (!group.isDefault) {
            return Math.max(1, group.min);
        }
        if (group.min == 1) {
            return whole(cluster, "min_node_count", group.nodeCount);
        }
        return whole(cluster, "min_node_count", Math.max(1, group.min));
    }

    private static int highest(Cluster cluster, NodeGroup group) {
        int own = Objects.requireNonNullElse(group.max, group.nodeCount);
        return group.isDefault ? whole(cluster, "max_node_count", own) : own;
    }

    private static boolean flag(Cluster cluster, String label, boolean otherwise) {
        String value = value(cluster, label);
        if (value == null) {
            return otherwise;
        }
        return List.of("1", "t", "true", "on", "y", "yes").contains(value.toLowerCase(Locale.ROOT));
    }

    private static int whole(Cluster cluster, String label, int otherwise) {
        String value = value(cluster, label);
        return value != null && value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    private static @Nullable String value(Cluster cluster, String label) {
        String own = cluster.labels.get(label);
        return own != null ? own : cluster.template.labels().get(label);
    }
}
