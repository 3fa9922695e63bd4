// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;

/** Tells a cluster of Magnum in Rekindle's terms, its shape included. */
final class ClusterMapping {

    static final String DEFAULT_WORKER = "default-worker";
    static final String AUTOSCALING = "auto_scaling_enabled";
    static final String MINIMUM = "min_node_count";
    static final String MAXIMUM = "max_node_count";

    /**
     * The driver reads the chart's version from the template alone. After an upgrade the cluster still carries the old
     * template's value, which would look like a wish of its own.
     */
    private static final String CHART = "capi_helm_chart_version";

    private ClusterMapping() {}

    static CloudCluster cluster(MagnumCluster cluster, List<MagnumNodeGroup> nodeGroups) {
        return new CloudCluster(
                identity(cluster),
                cluster.templateId(),
                cluster.status(),
                cluster.statusReason(),
                cluster.healthStatus(),
                new TreeMap<>(cluster.healthReasons()),
                address(cluster.apiAddress()),
                cluster.kubernetesVersion(),
                shape(cluster, nodeGroups),
                cluster.runMark(),
                cluster.updatedAt());
    }

    static ClusterIdentity identity(MagnumCluster cluster) {
        Instant created = cluster.createdAt();
        // A create that fails at once leaves a cluster without a stack.
        String stackId = cluster.stackId() == null ? "" : cluster.stackId();
        return new ClusterIdentity(cluster.uuid(), cluster.name(), stackId, created == null ? Instant.EPOCH : created);
    }

    /** Before there is a load balancer Cluster API names no host, and the driver writes that down as {@code https://:0}. */
    static @Nullable String address(@Nullable String told) {
        return told == null || told.isBlank() || told.contains("//:") ? null : told;
    }

    private static Shape shape(MagnumCluster cluster, List<MagnumNodeGroup> nodeGroups) {
        return new Shape(
                count(cluster.masterCount()),
                cluster.masterFlavor(),
                workers(cluster, nodeGroups),
                cluster.keypair(),
                cluster.fixedNetwork(),
                cluster.fixedSubnet(),
                cluster.masterLoadBalancer(),
                cluster.floatingIp(),
                ownLabels(cluster));
    }

    /** The worker groups that stay, {@code default-worker} first, since a create makes that one. */
    private static List<NodeGroupShape> workers(MagnumCluster cluster, List<MagnumNodeGroup> nodeGroups) {
        List<MagnumNodeGroup> workers = nodeGroups.stream()
                .filter(group -> !group.isControlPlane())
                // A delete marks them all; where it failed, they are what there is to build anew.
                .filter(group -> cluster.isLeaving() || !group.isLeaving())
                .sorted(Comparator.comparing(group -> !isDefault(group)))
                .toList();
        List<NodeGroupShape> shapes = new ArrayList<>();
        if (workers.isEmpty()) {
            shapes.add(defaultWorker(cluster, flavor(cluster, cluster.flavor()), count(cluster.nodeCount())));
        }
        for (MagnumNodeGroup group : workers) {
            String flavor = flavor(cluster, group.flavor());
            shapes.add(
                    isDefault(group)
                            ? defaultWorker(cluster, flavor, group.nodeCount())
                            : new NodeGroupShape(
                                    group.name(),
                                    flavor,
                                    group.nodeCount(),
                                    group.max() == null ? null : group.min(),
                                    group.max()));
        }
        return List.copyOf(shapes);
    }

    /** A cluster that is looked at by itself tells its counts, or it is not understood. */
    private static int count(@Nullable Integer told) {
        return told == null ? 0 : told;
    }

    private static boolean isDefault(MagnumNodeGroup group) {
        return group.isDefault() || group.name().equals(DEFAULT_WORKER);
    }

    /** The driver reads the bounds of this one group from the cluster's labels. */
    private static NodeGroupShape defaultWorker(MagnumCluster cluster, String flavor, int count) {
        Map<String, String> labels = cluster.allLabels();
        boolean scales = Boolean.parseBoolean(labels.get(AUTOSCALING));
        Integer minimum = scales ? number(labels.get(MINIMUM)) : null;
        Integer maximum = scales ? number(labels.get(MAXIMUM)) : null;
        return new NodeGroupShape(DEFAULT_WORKER, flavor, count, maximum == null ? null : minimum, maximum);
    }

    private static String flavor(MagnumCluster cluster, @Nullable String own) {
        if (own != null) {
            return own;
        }
        return cluster.flavor() == null ? "" : cluster.flavor();
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private static Map<String, String> ownLabels(MagnumCluster cluster) {
        Map<String, String> own = new TreeMap<>();
        if (cluster.labelsAdded() != null) {
            own.putAll(cluster.labelsAdded());
        }
        if (cluster.labelsOverridden() != null) {
            for (String name : cluster.labelsOverridden().keySet()) {
                String value = cluster.allLabels().get(name);
                if (value != null) {
                    own.put(name, value);
                }
            }
        }
        own.remove(MagnumCluster.RUN_MARK);
        own.remove(CHART);
        return own;
    }
}
