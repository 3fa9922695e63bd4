// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.rekindle.lab.process.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The autoscaler of one cluster: looks at it again and again through the cluster's own API, with verification, so an
 * expired certificate blinds it as it does in life.
 *
 * <p>Simpler than the real one where the lab does not need more: it removes empty nodes only, never moves a pod.
 */
public final class Autoscaler implements AutoCloseable {
    /** The label that carries the name of a node's group. */
    public static final String GROUP_LABEL = "capi.stackhpc.com/node-group";

    private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);
    private static final String NAMESPACE = "kube-system";
    private static final String SCALE_DOWN_DISABLED = "cluster-autoscaler.kubernetes.io/scale-down-disabled";
    private static final String STATUS_NAME = "cluster-autoscaler-status";

    private final String clusterName;
    private final KubernetesClient client;
    private final ScalableGroups cloud;
    private final AutoscalerSettings settings;
    private final Clock clock;
    private final EventRecorder events;
    private final Instant started;
    private final Map<String, Integer> machinesOnTheirWay = new ConcurrentHashMap<>();
    private final Map<String, Instant> emptySince = new HashMap<>();
    private final Map<String, Instant> changed = new HashMap<>();
    private final Loop loop;
    private boolean blind;

    /**
     * Prepares it; {@link #start()} sets it to work.
     *
     * @param clusterName for the log alone
     * @param client verifies the server; belongs to the caller and outlives this
     */
    public Autoscaler(
            String clusterName,
            KubernetesClient client,
            ScalableGroups cloud,
            AutoscalerSettings settings,
            Clock clock) {
        this.clusterName = clusterName;
        this.client = client;
        this.cloud = cloud;
        this.settings = settings;
        this.clock = clock;
        this.events = new EventRecorder(clock);
        this.started = Instant.now(clock);
        this.loop = new Loop("autoscaler-" + clusterName);
    }

    /** Looks at once and then at every interval, until closed. */
    public void start() {
        if (settings.enabled()) {
            loop.start(settings.scanEvery(), this::look);
        }
    }

    @Override
    public void close() {
        loop.close();
    }

    private void look() {
        try {
            lookAround();
            blind = false;
        } catch (KubernetesClientException unreachable) {
            if (!blind) {
                LOG.info("autoscaler of {} cannot see its cluster: {}", clusterName, rootMessage(unreachable));
            }
            blind = true;
        } catch (RuntimeException unexpected) {
            LOG.error("autoscaler of {} failed, looks again later", clusterName, unexpected);
        }
    }

    private void lookAround() {
        List<Node> nodes = client.nodes().list().getItems();
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
        List<ScalableGroup> groups = cloud.groups();
        Map<String, GroupSize> sizes = sizes(groups, nodes);

        List<PodDemand> pending = pods.stream()
                .filter(PodDemand::isUnschedulable)
                .map(PodDemand::of)
                .toList();
        ScaleUpPlan plan = ScaleUpPlanner.plan(pending, free(nodes, pods), groups, sizes);
        plan.increase().ifPresent(increase -> {
            grow(increase);
            plan.triggered()
                    .forEach(pod -> events.record(client, reference(pod), "TriggeredScaleUp", increase.message()));
        });
        plan.refused().forEach((pod, why) -> events.record(client, reference(pod), "NotTriggerScaleUp", why));

        Set<String> candidates = plan.increase().isPresent() ? Set.of() : shrink(groups, nodes, pods, sizes);
        writeStatus(groups, nodes, sizes(groups, nodes), candidates);
    }

    private static List<NodeTemplate> free(List<Node> nodes, List<Pod> pods) {
        Map<String, List<PodDemand>> residents = pods.stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .collect(Collectors.groupingBy(
                        pod -> pod.getSpec().getNodeName(), Collectors.mapping(PodDemand::of, Collectors.toList())));
        return nodes.stream()
                .filter(OpenNodes::isOpen)
                .map(node -> NodeTemplate.of(node)
                        .beside(residents.getOrDefault(node.getMetadata().getName(), List.of())))
                .toList();
    }

    private Map<String, GroupSize> sizes(List<ScalableGroup> groups, List<Node> nodes) {
        Map<String, GroupSize> sizes = new HashMap<>();
        for (ScalableGroup group : groups) {
            List<Node> own = nodes.stream().filter(node -> isOf(group, node)).toList();
            int ready = (int) own.stream().filter(OpenNodes::isOpen).count();
            int underWay = machinesOnTheirWay.getOrDefault(group.name(), 0);
            int target = cloud.machines(group.name()) + underWay;
            sizes.put(group.name(), new GroupSize(own.size(), Math.max(0, target - ready), target));
        }
        return sizes;
    }

    private void grow(ScaleUpPlan.Increase increase) {
        ScalableGroup group = increase.group();
        LOG.info("autoscaler of {}: {} {} -> {}", clusterName, group.id(), increase.from(), increase.to());
        changed.put(group.name(), Instant.now(clock));
        for (int machine = increase.from(); machine < increase.to(); machine++) {
            machinesOnTheirWay.merge(group.name(), 1, Integer::sum);
            loop.after(settings.nodeTakes(), () -> arrive(group.name()));
        }
    }

    private void arrive(String group) {
        try {
            cloud.addNode(group);
        } catch (RuntimeException failed) {
            LOG.warn("autoscaler of {}: no new node for {}: {}", clusterName, group, failed.getMessage());
        } finally {
            machinesOnTheirWay.merge(group, -1, Integer::sum);
        }
    }

    /** Removes nodes that were empty for long enough, and answers which are empty now. */
    private Set<String> shrink(
            List<ScalableGroup> groups, List<Node> nodes, List<Pod> pods, Map<String, GroupSize> sizes) {
        Set<String> busy = pods.stream()
                .filter(pod -> pod.getSpec().getNodeName() != null && !isOfDaemonSet(pod))
                .map(pod -> pod.getSpec().getNodeName())
                .collect(Collectors.toSet());
        Set<String> candidates = new HashSet<>();
        Instant now = Instant.now(clock);
        for (ScalableGroup group : groups) {
            int removable =
                    sizes.getOrDefault(group.name(), new GroupSize(0, 0, 0)).target() - group.minimum();
            for (Node node : nodes) {
                String name = node.getMetadata().getName();
                if (!isOf(group, node) || !OpenNodes.isOpen(node)) {
                    continue;
                }
                if (busy.contains(name) || removable <= 0 || isKept(node)) {
                    emptySince.remove(name);
                    continue;
                }
                candidates.add(name);
                removable--;
                Instant since = emptySince.computeIfAbsent(name, fresh -> now);
                if (!since.plus(settings.idleAfter()).isAfter(now)) {
                    remove(group, node);
                    candidates.remove(name);
                }
            }
        }
        return candidates;
    }

    private static boolean isKept(Node node) {
        return "true".equals(node.getMetadata().getAnnotations().get(SCALE_DOWN_DISABLED));
    }

    private void remove(ScalableGroup group, Node node) {
        String name = node.getMetadata().getName();
        LOG.info("autoscaler of {}: removes the empty node {}", clusterName, name);
        ObjectReference reference = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(name)
                .withUid(node.getMetadata().getUid())
                .build();
        events.record(client, reference, "ScaleDown", "node removed by cluster autoscaler");
        cloud.removeNode(name);
        emptySince.remove(name);
        changed.put(group.name(), Instant.now(clock));
    }

    private void writeStatus(
            List<ScalableGroup> groups, List<Node> nodes, Map<String, GroupSize> sizes, Set<String> candidates) {
        Instant now = Instant.now(clock);
        List<AutoscalerStatus.Group> entries = new ArrayList<>();
        for (ScalableGroup group : groups) {
            List<Node> own = nodes.stream().filter(node -> isOf(group, node)).toList();
            entries.add(new AutoscalerStatus.Group(
                    group,
                    sizes.getOrDefault(group.name(), new GroupSize(0, 0, 0)),
                    (int) own.stream().filter(OpenNodes::isOpen).count(),
                    (int) own.stream()
                            .filter(node ->
                                    candidates.contains(node.getMetadata().getName()))
                            .count(),
                    started,
                    changed.getOrDefault(group.name(), started)));
        }
        client.configMaps()
                .inNamespace(NAMESPACE)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(STATUS_NAME)
                        .withNamespace(NAMESPACE)
                        .addToAnnotations("cluster-autoscaler.kubernetes.io/last-updated", now.toString())
                        .endMetadata()
                        .addToData("status", new AutoscalerStatus(now, entries).text())
                        .build())
                .fieldManager("cluster-autoscaler")
                .forceConflicts()
                .serverSideApply();
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    private static boolean isOf(ScalableGroup group, Node node) {
        return group.name().equals(node.getMetadata().getLabels().get(GROUP_LABEL));
    }

    private static boolean isOfDaemonSet(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getKind().equals("DaemonSet"));
    }

    private static ObjectReference reference(PodDemand pod) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(pod.namespace())
                .withName(pod.name())
                .withUid(pod.uid())
                .build();
    }
}
