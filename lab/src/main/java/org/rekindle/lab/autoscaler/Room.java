// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A planned node that is being filled: the scheduler's filters, as far as the lab's pods use them. */
final class Room {
    private static final String HOST_NAME = "kubernetes.io/hostname";

    private final NodeTemplate template;
    private long milliCpu;
    private long memoryBytes;
    private long pods;

    Room(NodeTemplate template) {
        this.template = template;
        this.milliCpu = template.milliCpu();
        this.memoryBytes = template.memoryBytes();
        this.pods = template.pods();
    }

    /** Why the pod does not fit, in the scheduler's words; empty when it does. */
    List<String> objections(PodDemand pod) {
        for (Taint taint : template.taints()) {
            if (!taint.getEffect().equals("PreferNoSchedule")
                    && pod.tolerations().stream().noneMatch(toleration -> tolerates(toleration, taint))) {
                String value = nullToEmpty(taint.getValue());
                return List.of("node(s) had untolerated taint {" + taint.getKey() + ": " + value + "}");
            }
        }
        if (!template.labels().entrySet().containsAll(pod.nodeSelector().entrySet())
                || pod.unwantedNodes().contains(template.labels().getOrDefault(HOST_NAME, ""))) {
            return List.of("node(s) didn't match Pod's node affinity/selector");
        }
        List<String> objections = new ArrayList<>();
        if (pods < 1) {
            objections.add("Too many pods");
        }
        if (pod.milliCpu() > milliCpu) {
            objections.add("Insufficient cpu");
        }
        if (pod.memoryBytes() > memoryBytes) {
            objections.add("Insufficient memory");
        }
        return List.copyOf(objections);
    }

    /** Puts the pod here when it fits. */
    boolean accept(PodDemand pod) {
        if (!objections(pod).isEmpty()) {
            return false;
        }
        milliCpu -= pod.milliCpu();
        memoryBytes -= pod.memoryBytes();
        pods--;
        return true;
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean effect =
                isBlank(toleration.getEffect()) || toleration.getEffect().equals(taint.getEffect());
        boolean everything = isBlank(toleration.getKey()) && "Exists".equals(toleration.getOperator());
        boolean key = taint.getKey().equals(toleration.getKey());
        boolean value = "Exists".equals(toleration.getOperator())
                || nullToEmpty(toleration.getValue()).equals(nullToEmpty(taint.getValue()));
        return effect && (everything || key && value);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static String nullToEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
