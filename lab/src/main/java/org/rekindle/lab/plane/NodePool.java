// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.autoscaler.Autoscaler;
import org.rekindle.lab.autoscaler.NodeTemplate;
import org.rekindle.lab.autoscaler.ScalableGroup;
import org.rekindle.lab.autoscaler.ScalableGroups;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;

/** The machines of one cluster: makes, replaces and removes its nodes, as Cluster API does from outside. */
final class NodePool implements ScalableGroups {
    private final KubernetesClient eyes;
    private final NodeShapes shapes;
    private final String scalableIdPrefix;
    private final @Nullable RealPlace place;
    private final Map<String, NodeGroup> groups = new LinkedHashMap<>();
    private String version;

    /**
     * Prepares the pool; nothing is made yet.
     *
     * @param managementNamespace the namespace of the cluster's objects in the management cluster
     * @param place for a machine whose pods really run; null where kwok plays all of them
     */
    NodePool(
            KubernetesClient eyes,
            String managementNamespace,
            String stackId,
            String version,
            Collection<NodeGroup> groups,
            @Nullable RealPlace place) {
        this.eyes = eyes;
        this.shapes = new NodeShapes(stackId);
        this.scalableIdPrefix = "MachineDeployment/" + managementNamespace + "/" + stackId + "-";
        this.version = version;
        this.place = place;
        groups.forEach(group -> this.groups.put(NodeShapes.label(group.name()), group));
    }

    /** Makes the machine of the control plane and all workers; answers their names. */
    synchronized Set<String> populate() {
        create(shapes.controlPlane(version));
        groups.forEach((label, group) -> fill(label, group.count()));
        return names(eyes.nodes().list().getItems());
    }

    /** Brings a group to a size; answers the names of its nodes. */
    synchronized Set<String> resize(NodeGroup group) {
        String label = NodeShapes.label(group.name());
        groups.put(label, group);
        List<Node> surplus = workers(label);
        surplus.stream()
                .skip(group.count())
                .forEach(node -> remove(node.getMetadata().getName()));
        fill(label, group.count());
        return names(workers(label));
    }

    /**
     * Makes the workers those of machines that are managed elsewhere; answers their names.
     *
     * @param newGroups all node groups
     * @param workers all of them
     */
    synchronized Set<String> align(Collection<NodeGroup> newGroups, Collection<Worker> workers) {
        groups.clear();
        newGroups.forEach(group -> groups.put(NodeShapes.label(group.name()), group));
        Set<String> wanted = workers.stream().map(Worker::name).collect(Collectors.toUnmodifiableSet());
        Set<String> there =
                names(eyes.nodes().withLabel(Autoscaler.GROUP_LABEL).list().getItems());
        there.stream().filter(name -> !wanted.contains(name)).forEach(this::remove);
        workers.stream().filter(worker -> !there.contains(worker.name())).forEach(worker -> {
            String label = NodeShapes.label(worker.group());
            NodeGroup group = Optional.ofNullable(groups.get(label))
                    .orElseThrow(() -> new PlaneException("no node group " + worker.group()));
            join(label, NodeShapes.worker(worker.name(), label, flavor(group), worker.version()));
        });
        return wanted;
    }

    /** Removes every worker with its pods, and puts none in their place. */
    synchronized void loseWorkers() {
        names(eyes.nodes().withLabel(Autoscaler.GROUP_LABEL).list().getItems()).forEach(this::remove);
    }

    /**
     * Replaces every machine: the control plane's first, new before old; then the workers, old before new, since that is
     * the chart's default ({@code maxSurge: 0}).
     *
     * @return the names of the new nodes
     */
    synchronized Set<String> replaceAll(String newVersion) {
        replaceControlPlane(newVersion);
        groups.forEach((label, group) -> {
            List<Node> old = workers(label);
            int size = Math.max(old.size(), group.count());
            old.forEach(node -> remove(node.getMetadata().getName()));
            fill(label, size);
        });
        return names(eyes.nodes().list().getItems());
    }

    /** Replaces the machine of the control plane, new before old; answers the name of the new node. */
    synchronized Set<String> replaceControlPlane(String newVersion) {
        version = newVersion;
        List<Node> old =
                eyes.nodes().withLabel(NodeShapes.CONTROL_PLANE_ROLE).list().getItems();
        Node made = shapes.controlPlane(version);
        create(made);
        old.forEach(node -> remove(node.getMetadata().getName()));
        return names(List.of(made));
    }

    /** Whether all of these nodes exist and are ready. */
    boolean ready(Set<String> names) {
        List<Node> nodes = eyes.nodes().list().getItems();
        return nodes.stream()
                .filter(Readiness::isNodeReady)
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet())
                .containsAll(names);
    }

    @Override
    public synchronized List<ScalableGroup> groups() {
        return groups.entrySet().stream()
                .filter(entry ->
                        entry.getValue().max() >= Math.max(1, entry.getValue().min()))
                .map(entry -> new ScalableGroup(
                        entry.getKey(),
                        scalableIdPrefix + entry.getKey(),
                        entry.getValue().min(),
                        entry.getValue().max(),
                        NodeTemplate.of(shapes.worker(entry.getKey(), flavor(entry.getValue()), version))))
                .toList();
    }

    @Override
    public int machines(String groupName) {
        return workers(groupName).size();
    }

    @Override
    public synchronized void addNode(String groupName) {
        NodeGroup group = Optional.ofNullable(groups.get(groupName))
                .orElseThrow(() -> new PlaneException("no node group " + groupName));
        join(groupName, shapes.worker(groupName, flavor(group), version));
    }

    @Override
    public synchronized void removeNode(String nodeName) {
        remove(nodeName);
    }

    private void fill(String label, int size) {
        for (int missing = size - workers(label).size(); missing > 0; missing--) {
            addNode(label);
        }
    }

    private List<Node> workers(String label) {
        return eyes.nodes().withLabel(Autoscaler.GROUP_LABEL, label).list().getItems();
    }

    /** The node of a new machine: one whose pods really run where there is a place for such a one, else one that kwok plays. */
    private void join(String label, Node node) {
        if (place != null && place.isFreeIn(label)) {
            create(NodeShapes.withKubelet(node));
            place.start(node.getMetadata().getName());
        } else {
            create(node);
        }
    }

    private void create(Node node) {
        eyes.nodes().resource(node).create();
    }

    /** Removes a machine with what runs on it: no grace, since a machine that is gone ends nothing gracefully. */
    private void remove(String nodeName) {
        if (place != null) {
            place.clear(nodeName);
        }
        eyes.pods()
                .inAnyNamespace()
                .withField("spec.nodeName", nodeName)
                .list()
                .getItems()
                .forEach(pod -> eyes.pods()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(pod.getMetadata().getName())
                        .withGracePeriod(0)
                        .delete());
        eyes.nodes().withName(nodeName).delete();
    }

    private static MachineSize flavor(NodeGroup group) {
        return MachineSize.named(group.flavor());
    }

    private static Set<String> names(List<Node> nodes) {
        return nodes.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toUnmodifiableSet());
    }
}
