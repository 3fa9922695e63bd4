// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a pod does not run, in the words of the scheduler or the kubelet. */
final class PodTrouble {

    /** So many pods say enough. */
    static final int MOST = 3;

    private static final int LONGEST_REASON = 200;

    private PodTrouble() {}

    /** Of the pods with a label, in any namespace. */
    static List<String> of(KubernetesClient client, String label) {
        return of(client.pods().inAnyNamespace().withLabelSelector(label).list().getItems());
    }

    /** Of a few of these pods. */
    static List<String> of(List<Pod> pods) {
        return pods.stream().flatMap(pod -> of(pod).stream()).limit(MOST).toList();
    }

    /** Why a pod is not ready, such as {@code pod hub-6c Pending: Unschedulable: 0/2 nodes are available}. */
    private static Optional<String> of(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null
                || "Succeeded".equals(status.getPhase())
                || condition(status, "Ready", "True").isPresent()) {
            return Optional.empty();
        }
        String reason = condition(status, "PodScheduled", "False")
                .map(unscheduled -> unscheduled.getReason() + ": " + unscheduled.getMessage())
                .or(() -> waiting(status))
                .orElse("not ready");
        StringBuilder sentence = new StringBuilder("pod " + pod.getMetadata().getName());
        if (status.getPhase() != null) {
            sentence.append(' ').append(status.getPhase());
        }
        return Optional.of(sentence.append(": ").append(shorten(reason)).toString());
    }

    private static Optional<PodCondition> condition(PodStatus status, String type, String value) {
        return stream(status.getConditions())
                .filter(condition -> type.equals(condition.getType()) && value.equals(condition.getStatus()))
                .findFirst();
    }

    private static Optional<String> waiting(PodStatus status) {
        return Stream.concat(stream(status.getInitContainerStatuses()), stream(status.getContainerStatuses()))
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .map(ContainerState::getWaiting)
                .map(PodTrouble::reason)
                .findFirst();
    }

    private static String reason(ContainerStateWaiting waiting) {
        if (waiting.getMessage() == null) {
            return waiting.getReason();
        }
        return waiting.getReason() + ": " + waiting.getMessage();
    }

    private static <T> Stream<T> stream(@Nullable List<T> list) {
        if (list == null) {
            return Stream.empty();
        }
        return list.stream();
    }

    private static String shorten(String reason) {
        if (reason.length() <= LONGEST_REASON) {
            return reason;
        }
        return reason.substring(0, LONGEST_REASON) + "…";
    }
}
