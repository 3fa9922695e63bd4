// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which node group to make larger; a pure function.
 *
 * <ol>
 *   <li>Pods that fit existing nodes (the scheduler has not looked again yet) or nodes on their way are left to wait.
 *   <li>For each group below its maximum, empty nodes of its kind are filled with the remaining pods, no more nodes than
 *       the maximum allows.
 *   <li>The group that helps the most pods wins; among equals the one with the smallest nodes, then by name (in life the
 *       expander is random, which a lab that must repeat itself cannot be).
 *   <li>When no group helps any pod, each pod gets the reasons, with the number of groups for each.
 * </ol>
 */
public final class ScaleUpPlanner {
    private static final String AT_MAXIMUM = "max node group size reached";

    private ScaleUpPlanner() {}

    /**
     * Makes the plan.
     *
     * @param pending the pods that the scheduler could not place
     * @param free what is left on each node that exists
     * @param sizes by group name
     */
    public static ScaleUpPlan plan(
            List<PodDemand> pending,
            List<NodeTemplate> free,
            List<ScalableGroup> groups,
            Map<String, GroupSize> sizes) {
        List<PodDemand> homeless = withoutThoseThatWillFit(pending, free, groups, sizes);
        Optional<Option> best = groups.stream()
                .map(group -> option(group, sizeOf(group, sizes).target(), homeless))
                .filter(option -> !option.pods().isEmpty())
                .min(Comparator.<Option>comparingInt(option -> -option.pods().size())
                        .thenComparingLong(option -> option.group().template().milliCpu())
                        .thenComparing(option -> option.group().name()));
        if (best.isPresent()) {
            Option option = best.get();
            int from = sizeOf(option.group(), sizes).target();
            return new ScaleUpPlan(
                    Optional.of(new ScaleUpPlan.Increase(option.group(), from, from + option.nodes())),
                    option.pods(),
                    Map.of());
        }
        Map<PodDemand, String> refused = new LinkedHashMap<>();
        homeless.forEach(pod -> refused.put(pod, refusal(pod, groups, sizes)));
        return new ScaleUpPlan(Optional.empty(), List.of(), refused);
    }

    private static List<PodDemand> withoutThoseThatWillFit(
            List<PodDemand> pending,
            List<NodeTemplate> free,
            List<ScalableGroup> groups,
            Map<String, GroupSize> sizes) {
        List<Room> rooms = new ArrayList<>();
        free.forEach(node -> rooms.add(new Room(node)));
        for (ScalableGroup group : groups) {
            for (int node = 0; node < sizeOf(group, sizes).upcoming(); node++) {
                rooms.add(new Room(group.template()));
            }
        }
        return pending.stream()
                .filter(pod -> rooms.stream().noneMatch(room -> room.accept(pod)))
                .toList();
    }

    private static Option option(ScalableGroup group, int target, List<PodDemand> pods) {
        List<Room> rooms = new ArrayList<>();
        List<PodDemand> helped = new ArrayList<>();
        for (PodDemand pod : pods) {
            boolean placed = rooms.stream().anyMatch(room -> room.accept(pod));
            if (!placed && target + rooms.size() < group.maximum()) {
                Room room = new Room(group.template());
                placed = room.accept(pod);
                if (placed) {
                    rooms.add(room);
                }
            }
            if (placed) {
                helped.add(pod);
            }
        }
        return new Option(group, rooms.size(), List.copyOf(helped));
    }

    private static String refusal(PodDemand pod, List<ScalableGroup> groups, Map<String, GroupSize> sizes) {
        Map<String, Integer> counts = new TreeMap<>();
        for (ScalableGroup group : groups) {
            reasons(group, sizes, pod).forEach(reason -> counts.merge(reason, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ", "pod didn't trigger scale-up: ", ""));
    }

    private static List<String> reasons(ScalableGroup group, Map<String, GroupSize> sizes, PodDemand pod) {
        if (sizeOf(group, sizes).target() >= group.maximum()) {
            return List.of(AT_MAXIMUM);
        }
        return new Room(group.template()).objections(pod);
    }

    private static GroupSize sizeOf(ScalableGroup group, Map<String, GroupSize> sizes) {
        return sizes.getOrDefault(group.name(), new GroupSize(0, 0, 0));
    }

    private record Option(ScalableGroup group, int nodes, List<PodDemand> pods) {}
}
