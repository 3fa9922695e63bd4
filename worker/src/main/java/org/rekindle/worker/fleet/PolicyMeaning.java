// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.ApprovalCheck;

/** Whether a policy agrees with itself, defaults included. */
final class PolicyMeaning {

    private static final Duration SHORTEST_APPROVAL = Duration.ofMinutes(1);

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
        checkApproval("/defaults/policy");
        checkWindows("/defaults/policy/maintenanceWindows");
        checkWindows("/defaults/policy/approval/within/windows");
        return List.copyOf(faults);
    }

    /** Faults of one cluster's policy, and of how it meets the defaults. */
    List<Fault> faults(String cluster) {
        String own = YamlTree.below("/clusters", cluster) + "/policy";
        checkTimes(own);
        checkApproval(own);
        checkWindows(own + "/maintenanceWindows");
        checkWindows(own + "/approval/within/windows");
        checkLeave(cluster);
        checkNeeded(cluster);
        checkPolling(cluster);
        return List.copyOf(faults);
    }

    private void checkTimes(String policy) {
        List<String> pointers =
                new ArrayList<>(List.of(policy + "/approval/validFor", policy + "/renewBefore", policy + "/pollEvery"));
        tree.keys(policy + "/deadlines").forEach(key -> pointers.add(YamlTree.below(policy + "/deadlines", key)));
        for (String pointer : pointers) {
            TimeMeaning.fault(tree, pointer, "use a time such as 20s, 90m or 30d")
                    .ifPresent(faults::add);
        }
        String renewBefore = tree.text(policy + "/renewBefore");
        if (renewBefore != null
                && Durations.find(renewBefore)
                        .filter(time -> time.toDays() >= 365)
                        .isPresent()) {
            faults.add(tree.fault(
                    policy + "/renewBefore",
                    "is as long as a certificate lives, which is one year",
                    "use less, such as 30d: else every survey renews"));
        }
    }

    /** What holds of one level alone: the defaults, or a cluster's own words. */
    private void checkApproval(String policy) {
        String pointer = policy + "/approval/validFor";
        String validFor = tree.text(pointer);
        Optional<Duration> time = validFor == null ? Optional.empty() : Durations.find(validFor);
        if (time.filter(valid -> !valid.isZero() && valid.compareTo(SHORTEST_APPROVAL) < 0)
                .isPresent()) {
            faults.add(tree.fault(
                    pointer,
                    "is too short: an approval would be over before what it allows has begun",
                    "use 1m or more, such as 4h"));
        }
        String approvers = policy + "/approval/approvers";
        for (int i = 0; i < tree.at(approvers).size(); i++) {
            String name = tree.text(approvers + "/" + i);
            if (name != null && ApprovalCheck.isPolicy(name)) {
                faults.add(tree.fault(
                        approvers + "/" + i,
                        "is `policy`, by which this file itself approves, so nobody can approve as that",
                        "name a human, or write `teardown: pre-approved`"));
            }
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

    /** Within limits people are asked outside of them; without, nobody ever is. */
    private void checkLeave(String cluster) {
        String teardown = keys.where(cluster, "/policy/approval/teardown");
        boolean preApproved =
                keys.at(cluster, "/policy/approval/teardown").asString("").equals("pre-approved");
        boolean limited = keys.at(cluster, "/policy/approval/within").isObject();
        if (!preApproved || limited) {
            return;
        }
        if (keys.at(cluster, "/policy/approval/needed").asInt(1) > 1) {
            faults.add(tree.fault(
                    teardown,
                    "is pre-approved, so nobody is asked for the approvals that cluster " + cluster + " needs",
                    "write `teardown: required`, bound the leave by `within:`, or remove needed"));
        }
        if (!keys.at(cluster, "/policy/approval/approvers").isEmpty()) {
            faults.add(tree.fault(
                    teardown,
                    "is pre-approved, so nobody asks the approvers of cluster " + cluster,
                    "write `teardown: required`, bound the leave by `within:`, or remove the approvers"));
        }
    }

    /** More approvals than there are approvers would never come together. */
    private void checkNeeded(String cluster) {
        int needed = keys.at(cluster, "/policy/approval/needed").asInt(1);
        int approvers = keys.at(cluster, "/policy/approval/approvers").size();
        if (approvers > 0 && needed > approvers) {
            faults.add(tree.fault(
                    keys.where(cluster, "/policy/approval/needed"),
                    "asks for " + needed + " approvals of cluster " + cluster + ", and there are " + approvers
                            + " approvers",
                    "name more approvers, or ask for fewer approvals"));
        }
    }

    private void checkPolling(String cluster) {
        String pollEvery = keys.where(cluster, "/policy/pollEvery");
        Optional<Duration> poll =
                Durations.find(keys.at(cluster, "/policy/pollEvery").asString(""));
        for (String name : List.of("upgrade", "delete", "create", "nodeGroup", "verify")) {
            String deadline = keys.where(cluster, "/policy/deadlines/" + name);
            Optional<Duration> time =
                    Durations.find(keys.at(cluster, "/policy/deadlines/" + name).asString(""));
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
}
