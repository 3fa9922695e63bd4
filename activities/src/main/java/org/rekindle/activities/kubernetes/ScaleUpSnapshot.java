// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pod and its events show about the scale-up. All of it is read from the cluster, so that a look by another worker
 * shows the same story.
 *
 * @param unschedulable the scheduler's words, null when it had none
 * @param triggered the autoscaler's words when it grew a group
 * @param notTriggered the autoscaler's words when it grew none
 * @param node where the pod is, null while it is nowhere
 * @param onNewNode whether that node was not there before
 * @param phase the pod's phase
 */
record ScaleUpSnapshot(
        String pod,
        @Nullable String unschedulable,
        @Nullable String triggered,
        @Nullable String notTriggered,
        @Nullable String node,
        boolean onNewNode,
        String phase) {

    static ScaleUpSnapshot of(Pod pod, Collection<Event> events) {
        String node = pod.getSpec().getNodeName();
        return new ScaleUpSnapshot(
                pod.getMetadata().getName(),
                message(events, "FailedScheduling").or(() -> condition(pod)).orElse(null),
                message(events, "TriggeredScaleUp").orElse(null),
                message(events, "NotTriggerScaleUp").orElse(null),
                node,
                node != null && !ScaleUpPod.nodesBefore(pod).contains(node),
                phase(pod));
    }

    private static String phase(Pod pod) {
        if (pod.getStatus() == null) {
            return "Pending";
        }
        return Objects.requireNonNullElse(pod.getStatus().getPhase(), "Pending");
    }

    boolean proven() {
        return onNewNode && "Running".equals(phase);
    }

    /** The autoscaler says that it will not, and has not grown the group either. */
    boolean refused() {
        return notTriggered != null && triggered == null && node == null;
    }

    /** The pod found room on a node that was there before. */
    boolean foundRoom() {
        return node != null && !onNewNode;
    }

    boolean over() {
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    /** What was seen, in order. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (unschedulable != null) {
            sentences.add("The scheduler found no room for pod " + pod + ": " + unschedulable);
        }
        if (triggered != null) {
            sentences.add("The autoscaler grew a group: " + triggered);
        }
        if (notTriggered != null && triggered == null) {
            sentences.add("The autoscaler grew no group: " + notTriggered);
        }
        if (node != null) {
            sentences.add("The scheduler assigned the pod to " + (onNewNode ? "the new node " : "node ") + node + ".");
        }
        if (proven()) {
            sentences.add("The pod runs there.");
        }
        return List.copyOf(sentences);
    }

    /** The last thing seen. */
    String last() {
        List<String> sentences = sentences();
        if (sentences.isEmpty()) {
            return "Pod " + pod + " is " + phase + ".";
        }
        return sentences.get(sentences.size() - 1);
    }

    private static Optional<String> message(Collection<Event> events, String reason) {
        return events.stream()
                .filter(event -> reason.equals(event.getReason()))
                .reduce((earlier, later) -> later)
                .map(event -> Objects.requireNonNullElse(event.getMessage(), reason));
    }

    private static Optional<String> condition(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "PodScheduled".equals(condition.getType()))
                .filter(condition -> "Unschedulable".equals(condition.getReason()))
                .map(PodCondition::getMessage)
                .findFirst();
    }
}
