// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether every Deployment, StatefulSet and DaemonSet of a namespace has its pods ready, in the version that was asked for; but for the
 * placeholders of JupyterHub's chart, which may wait for ever.
 *
 * @param workloads how many were looked at
 * @param missing what is not ready yet, and the first few pods that say why
 */
record PodReadiness(int workloads, List<String> missing) {

    static PodReadiness look(KubernetesClient client, String namespace) {
        List<Workload> workloads = new ArrayList<>();
        client.apps().deployments().inNamespace(namespace).list().getItems().forEach(it -> workloads.add(of(it)));
        client.apps().statefulSets().inNamespace(namespace).list().getItems().stream()
                .filter(it -> !isPlaceholder(it))
                .forEach(it -> workloads.add(of(it)));
        client.apps().daemonSets().inNamespace(namespace).list().getItems().forEach(it -> workloads.add(of(it)));
        List<String> missing = new ArrayList<>();
        workloads.stream()
                .filter(workload -> !workload.isReady())
                .map(Workload::sentence)
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            missing.addAll(
                    PodTrouble.of(client.pods().inNamespace(namespace).list().getItems()));
        }
        return new PodReadiness(workloads.size(), List.copyOf(missing));
    }

    boolean isReady() {
        return missing.isEmpty();
    }

    String sentence(String namespace) {
        if (!isReady()) {
            return String.join(", ", missing);
        }
        if (workloads == 0) {
            return "Namespace " + namespace + " has no Deployment, StatefulSet or DaemonSet.";
        }
        return "All pods of the " + workloads + " workloads in namespace " + namespace + " are ready.";
    }

    /** One of the three kinds; {@code current} says whether its controller has seen and rolled out the newest version. */
    private record Workload(String name, int wanted, int ready, boolean current) {

        boolean isReady() {
            return current && ready >= wanted;
        }

        String sentence() {
            return name + " " + ready + " of " + wanted + " ready" + (current ? "" : " (rolling out)");
        }
    }

    private static Workload of(Deployment it) {
        int wanted = or(it.getSpec().getReplicas(), 1);
        DeploymentStatus status = Objects.requireNonNullElseGet(it.getStatus(), DeploymentStatus::new);
        boolean current = seen(it.getMetadata().getGeneration(), status.getObservedGeneration())
                && or(status.getUpdatedReplicas(), 0) >= wanted;
        return new Workload(it.getMetadata().getName(), wanted, or(status.getAvailableReplicas(), 0), current);
    }

    private static Workload of(StatefulSet it) {
        int wanted = or(it.getSpec().getReplicas(), 1);
        StatefulSetStatus status = Objects.requireNonNullElseGet(it.getStatus(), StatefulSetStatus::new);
        // Both revisions are the same once every pod that may be replaced by itself has been.
        boolean current = seen(it.getMetadata().getGeneration(), status.getObservedGeneration())
                && (!rollsWhole(it.getSpec().getUpdateStrategy())
                        || Objects.equals(status.getCurrentRevision(), status.getUpdateRevision()));
        return new Workload(it.getMetadata().getName(), wanted, or(status.getReadyReplicas(), 0), current);
    }

    /** JupyterHub's chart keeps room for users by pods that make way for theirs: that they are Pending is what they are for. */
    private static boolean isPlaceholder(StatefulSet it) {
        return "user-placeholder"
                .equals(Objects.requireNonNullElse(it.getMetadata().getLabels(), Map.of())
                        .get("component"));
    }

    private static Workload of(DaemonSet it) {
        DaemonSetStatus status = Objects.requireNonNullElseGet(it.getStatus(), DaemonSetStatus::new);
        int wanted = or(status.getDesiredNumberScheduled(), 0);
        boolean rolls = it.getSpec().getUpdateStrategy() == null
                || !"OnDelete".equals(it.getSpec().getUpdateStrategy().getType());
        boolean current = seen(it.getMetadata().getGeneration(), status.getObservedGeneration())
                && (!rolls || or(status.getUpdatedNumberScheduled(), 0) >= wanted);
        return new Workload(it.getMetadata().getName(), wanted, or(status.getNumberReady(), 0), current);
    }

    private static boolean rollsWhole(@Nullable StatefulSetUpdateStrategy strategy) {
        if (strategy == null) {
            return true;
        }
        boolean partitioned = strategy.getRollingUpdate() != null
                && or(strategy.getRollingUpdate().getPartition(), 0) > 0;
        return !"OnDelete".equals(strategy.getType()) && !partitioned;
    }

    private static boolean seen(@Nullable Long generation, @Nullable Long observed) {
        return generation == null || (observed != null && observed >= generation);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        return value;
    }
}
