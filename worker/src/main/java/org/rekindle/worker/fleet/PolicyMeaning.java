// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Whether a policy agrees with itself, defaults included. */
final class PolicyMeaning {

    private final YamlTree tree;
    private final LayeredKeys keys;
    private final List<Fault> faults = new ArrayList<>();

    PolicyMeaning(YamlTree tree) {
        this.tree = tree;
        this.keys = new LayeredKeys(tree);
    }

    /** Faults of the defaults that hold for every cluster. */
    List<Fault> shared() {
        checkTimes("/defaults/policy");
        checkWindows("/defaults/policy/maintenanceWindows");
        return List.copyOf(faults);
    }

    /** Faults of one cluster's policy, and of how it meets the defaults. */
    List<Fault> faults(String cluster) {
        String own = YamlTree.below("/clusters", cluster) + "/policy";
        checkTimes(own);
        checkWindows(own + "/maintenanceWindows");
        checkApproval(cluster);
        checkPolling(cluster);
        return List.copyOf(faults);
    }

    static boolean isZero(String duration) {
        return duration(duration).map(Duration::isZero).orElse(false);
    }

    private void checkTimes(String policy) {
        List<String> pointers =
                new ArrayList<>(List.of(policy + "/approval/validFor", policy + "/renewBefore", policy + "/pollEvery"));
        tree.keys(policy + "/deadlines").forEach(key -> pointers.add(YamlTree.below(policy + "/deadlines", key)));
        for (String pointer : pointers) {
            String text = tree.text(pointer);
            if (text != null && isZero(text)) {
                faults.add(tree.fault(pointer, "is no time at all", "use a time such as 20s, 90m or 30d"));
            }
        }
        String renewBefore = tree.text(policy + "/renewBefore");
        if (renewBefore != null
                && duration(renewBefore).filter(time -> time.toDays() >= 365).isPresent()) {
            faults.add(tree.fault(
                    policy + "/renewBefore",
                    "is as long as a certificate lives, which is one year",
                    "use less, such as 30d: else every survey renews"));
        }
    }

    private void checkWindows(String windows) {
        for (int i = 0; i < tree.at(windows).size(); i++) {
            String at = windows + "/" + i;
            String zone = tree.text(at + "/zone");
            if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
                String cure = Suggestion.of(zone, ZoneId.getAvailableZoneIds())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("use a name such as Europe/Berlin or UTC");
                faults.add(tree.fault(at + "/zone", "`" + zone + "` is not a time zone", cure));
            }
            String from = tree.text(at + "/from");
            if (from != null && from.equals(tree.text(at + "/to"))) {
                faults.add(tree.fault(at + "/to", "is the same as from, so the window is empty", "choose a later end"));
            }
        }
    }

    private void checkApproval(String cluster) {
        String teardown = keys.where(cluster, "/policy/approval/teardown");
        boolean preApproved =
                keys.at(cluster, "/policy/approval/teardown").asString("").equals("pre-approved");
        JsonNode approvers = keys.at(cluster, "/policy/approval/approvers");
        if (preApproved && !approvers.isEmpty()) {
            faults.add(tree.fault(
                    teardown,
                    "is pre-approved, so nobody asks the approvers of cluster " + cluster,
                    "write `teardown: required`, or remove the approvers"));
        }
    }

    private void checkPolling(String cluster) {
        String pollEvery = keys.where(cluster, "/policy/pollEvery");
        Optional<Duration> poll = duration(keys.at(cluster, "/policy/pollEvery").asString(""));
        for (String name : List.of("upgrade", "delete", "create", "nodeGroup", "verify")) {
            String deadline = keys.where(cluster, "/policy/deadlines/" + name);
            Optional<Duration> time =
                    duration(keys.at(cluster, "/policy/deadlines/" + name).asString(""));
            boolean written = !pollEvery.isEmpty() || !deadline.isEmpty();
            if (written && poll.isPresent() && time.isPresent() && poll.get().compareTo(time.get()) >= 0) {
                faults.add(tree.fault(
                        deadline.isEmpty() ? pollEvery : deadline,
                        "the deadline " + name + " of cluster " + cluster + " (" + Durations.format(time.get())
                                + ") ends before the second look (pollEvery " + Durations.format(poll.get()) + ")",
                        "give it more time, or look more often"));
            }
        }
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            // The schema tells it already.
            return Optional.empty();
        }
    }
}
