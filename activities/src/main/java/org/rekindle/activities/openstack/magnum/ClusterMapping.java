// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;

/** Describes a cluster of Magnum in Rekindle's terms, its shape included. */
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
        return new ClusterIdentity(
                cluster.uuid(), cluster.name(), stackId, Objects.requireNonNullElse(created, Instant.EPOCH));
    }

    /** Before there is a load balancer Cluster API names no host, and the driver writes that down as {@code https://:0}. */
    static @Nullable String address(@Nullable String shown) {
        if (shown == null || shown.isBlank() || shown.contains("//:")) {
            return null;
        }
        return shown;
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
                // A delete marks them all; where it failed, they are what there is to build again.
                .filter(group -> cluster.isLeaving() || !group.isLeaving())
                .sorted(Comparator.comparing(group -> !isDefault(group)))
                .toList();
        List<NodeGroupShape> shapes = new ArrayList<>();
        if (workers.isEmpty()) {
            shapes.add(defaultWorker(cluster, flavor(cluster, cluster.flavor()), count(cluster.nodeCount())));
        }
        for (MagnumNodeGroup group : workers) {
            String flavor = flavor(cluster, group.flavor());
            if (isDefault(group)) {
                shapes.add(defaultWorker(cluster, flavor, group.nodeCount()));
            } else {
                shapes.add(worker(group.name(), flavor, group.nodeCount(), group.min(), group.max()));
            }
        }
        return List.copyOf(shapes);
    }

    /** A cluster that is read by itself shows how many nodes it has, or it is not understood. */
    private static int count(@Nullable Integer shown) {
        if (shown == null) {
            return 0;
        }
        return shown;
    }

    private static boolean isDefault(MagnumNodeGroup group) {
        return group.isDefault() || group.name().equals(DEFAULT_WORKER);
    }

    /** The driver reads the bounds of this one group from the cluster's labels. */
    private static NodeGroupShape defaultWorker(MagnumCluster cluster, String flavor, int count) {
        Map<String, String> labels = cluster.allLabels();
        if (Boolean.parseBoolean(labels.get(AUTOSCALING))) {
            return worker(DEFAULT_WORKER, flavor, count, number(labels.get(MINIMUM)), number(labels.get(MAXIMUM)));
        }
        return worker(DEFAULT_WORKER, flavor, count, null, null);
    }

    /** Without an upper bound a group does not scale, so its lower bound says nothing. */
    private static NodeGroupShape worker(
            String name, String flavor, int count, @Nullable Integer minimum, @Nullable Integer maximum) {
        if (maximum == null) {
            return new NodeGroupShape(name, flavor, count, null, null);
        }
        return new NodeGroupShape(name, flavor, count, minimum, maximum);
    }

    private static String flavor(MagnumCluster cluster, @Nullable String own) {
        if (own != null) {
            return own;
        }
        if (cluster.flavor() == null) {
            return "";
        }
        return cluster.flavor();
    }

    private static @Nullable Integer number(@Nullable String text) {
        if (text != null && text.matches("\\d{1,9}")) {
            return Integer.valueOf(text);
        }
        return null;
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
