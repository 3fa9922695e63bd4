// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The text under the key {@code status} of the ConfigMap {@code kube-system/cluster-autoscaler-status}, in the YAML form
 * that the cluster-autoscaler writes since 1.30.
 *
 * @param at when the cluster was looked at
 * @param groups one entry for each group
 */
record AutoscalerStatus(Instant at, List<Group> groups) {
    private static final DateTimeFormatter GO_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSSSSS '+0000 UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What is shown of one group; {@code changed} is when its size was last changed. */
    record Group(
            ScalableGroup group, GroupSize size, int ready, int removalCandidates, Instant started, Instant changed) {}

    String text() {
        StringBuilder text = new StringBuilder()
                .append("time: ")
                .append(GO_TIME.format(at))
                .append("\nautoscalerStatus: Running\nclusterWide:\n");
        int total = groups.stream().mapToInt(group -> group.size().registered()).sum();
        int ready = groups.stream().mapToInt(Group::ready).sum();
        int candidates = groups.stream().mapToInt(Group::removalCandidates).sum();
        boolean growing = groups.stream().anyMatch(group -> group.size().upcoming() > 0);
        Instant started =
                groups.stream().map(Group::started).min(Instant::compareTo).orElse(at);
        Instant changed =
                groups.stream().map(Group::changed).max(Instant::compareTo).orElse(at);
        conditions(text, "  ", total, ready, "", growing, candidates, started, changed);
        text.append("nodeGroups:\n");
        for (Group group : groups) {
            text.append("- name: ").append(group.group().id()).append('\n');
            String sizes = "    cloudProviderTarget: " + group.size().target() + "\n    minSize: "
                    + group.group().minimum() + "\n    maxSize: "
                    + group.group().maximum() + "\n";
            conditions(
                    text,
                    "  ",
                    group.size().registered(),
                    group.ready(),
                    sizes,
                    group.size().upcoming() > 0,
                    group.removalCandidates(),
                    group.started(),
                    group.changed());
        }
        return text.toString();
    }

    private void conditions(
            StringBuilder text,
            String indent,
            int registered,
            int ready,
            String sizes,
            boolean growing,
            int candidates,
            Instant started,
            Instant changed) {
        text.append("""
                health:
                  status: Healthy
                  nodeCounts:
                    registered:
                      total: %d
                      ready: %d
                      notStarted: %d
                    longUnregistered: 0
                    unregistered: 0
                """.formatted(registered, ready, registered - ready).indent(indent.length()));
        text.append(sizes);
        text.append(times(started));
        text.append(indent)
                .append("scaleUp:\n    status: ")
                .append(growing ? "InProgress" : "NoActivity")
                .append('\n');
        text.append(times(changed));
        text.append(indent)
                .append("scaleDown:\n    status: ")
                .append(candidates > 0 ? "CandidatesPresent" : "NoCandidates")
                .append('\n');
        if (candidates > 0) {
            text.append("    candidates: ").append(candidates).append('\n');
        }
        text.append(times(changed));
    }

    private String times(Instant transition) {
        return "    lastProbeTime: \"" + at + "\"\n    lastTransitionTime: \"" + transition + "\"\n";
    }
}
