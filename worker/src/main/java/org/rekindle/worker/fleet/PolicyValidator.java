// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.teardown.ApprovalCheck;

/** Whether one policy agrees with itself, defaults included; made anew for each, because it collects its faults. */
final class PolicyValidator {

    private static final Duration SHORTEST_APPROVAL = Duration.ofMinutes(1);

    private final YamlTree tree;
    private final LayeredKeys keys;
    private final Set<String> signers;
    private final List<ConfigFault> faults = new ArrayList<>();

    /** @param signers who has a key to sign with; empty where names are claims */
    PolicyValidator(YamlTree tree, Set<String> signers) {
        this.tree = tree;
        this.signers = signers;
        this.keys = new LayeredKeys(tree);
    }

    /** Faults of the defaults that hold for every cluster. */
    List<ConfigFault> shared() {
        checkTimes("/defaults/policy");
        checkApproval("/defaults/policy");
        checkWindows("/defaults/policy/maintenanceWindows");
        checkWindows("/defaults/policy/approval/within/windows");
        return List.copyOf(faults);
    }

    /** Faults of one cluster's policy, and of how it meets the defaults. */
    List<ConfigFault> faults(String cluster) {
        String own = YamlTree.below("/clusters", cluster) + "/policy";
        checkTimes(own);
        checkApproval(own);
        checkWindows(own + "/maintenanceWindows");
        checkWindows(own + "/approval/within/windows");
        checkPreApproval(cluster);
        checkNeeded(cluster);
        checkPolling(cluster);
        return List.copyOf(faults);
    }

    private void checkTimes(String policy) {
        List<String> pointers =
                new ArrayList<>(List.of(policy + "/approval/validFor", policy + "/renewBefore", policy + "/pollEvery"));
        tree.keys(policy + "/deadlines").forEach(key -> pointers.add(YamlTree.below(policy + "/deadlines", key)));
        for (String pointer : pointers) {
            DurationValidator.fault(tree, pointer, "use a time such as 20s, 90m or 30d")
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
                    "use less, such as 30d; otherwise every survey renews"));
        }
    }

    /** What holds of one level alone: the defaults, or a cluster's own words. */
    private void checkApproval(String policy) {
        String pointer = policy + "/approval/validFor";
        String validFor = tree.text(pointer);
        Optional<Duration> time = Optional.ofNullable(validFor).flatMap(Durations::find);
        if (time.filter(valid -> !valid.isZero() && valid.compareTo(SHORTEST_APPROVAL) < 0)
                .isPresent()) {
            faults.add(tree.fault(
                    pointer,
                    "is too short: an approval would expire before the teardown begins",
                    "use 1m or more, such as 4h"));
        }
        String approvers = policy + "/approval/approvers";
        for (int i = 0; i < tree.at(approvers).size(); i++) {
            String name = tree.text(approvers + "/" + i);
            if (name != null && ApprovalCheck.isPolicy(name)) {
                faults.add(tree.fault(
                        approvers + "/" + i,
                        "is `policy`, by which this file itself approves, so no person can approve under it",
                        "name a human, or write `teardown: pre-approved`"));
            } else if (name != null && !signers.isEmpty() && !signers.contains(name)) {
                faults.add(tree.fault(
                        approvers + "/" + i,
                        "`" + name + "` has no key, and this file has keys of others, so this person could not approve",
                        "list a public key of this person under people:, or take the name out"));
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

    /** Whether the fleet file approves by itself. Outside of limits an approver is asked; without limits none ever is. */
    static boolean asksNoOne(LayeredKeys keys, String cluster) {
        return keys.at(cluster, "/policy/approval/teardown").asString("").equals("pre-approved")
                && !keys.at(cluster, "/policy/approval/within").isObject();
    }

    private void checkPreApproval(String cluster) {
        String teardown = keys.where(cluster, "/policy/approval/teardown");
        if (!asksNoOne(keys, cluster)) {
            return;
        }
        if (keys.at(cluster, "/policy/approval/needed").asInt(1) > 1) {
            faults.add(tree.fault(
                    teardown,
                    "is pre-approved, so cluster " + cluster + " never asks for the approvals that it needs",
                    "write `teardown: required`, limit it by `within:`, or remove needed"));
        }
        if (!keys.at(cluster, "/policy/approval/approvers").isEmpty()) {
            faults.add(tree.fault(
                    teardown,
                    "is pre-approved, so the approvers of cluster " + cluster + " are never asked",
                    "write `teardown: required`, limit it by `within:`, or remove the approvers"));
        }
    }

    /** More approvals than there are approvers would never come together. */
    private void checkNeeded(String cluster) {
        int needed = keys.at(cluster, "/policy/approval/needed").asInt(1);
        int approvers = keys.at(cluster, "/policy/approval/approvers").size();
        if (approvers == 0 && !signers.isEmpty() && needed > signers.size()) {
            faults.add(tree.fault(
                    keys.where(cluster, "/policy/approval/needed"),
                    "asks for " + needed + " approvals of cluster " + cluster + ", and " + signers.size()
                            + (signers.size() == 1 ? " person has a key" : " people have keys"),
                    "list the keys of more people, or ask for fewer approvals"));
        }
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
                        whereWritten(deadline, pollEvery),
                        "the deadline " + name + " of cluster " + cluster + " (" + Text.of(time.get())
                                + ") ends before the second poll (pollEvery " + Text.of(poll.get()) + ")",
                        "give it more time, or poll more often"));
            }
        }
    }

    private static String whereWritten(String deadline, String pollEvery) {
        if (deadline.isEmpty()) {
            return pollEvery;
        }
        return deadline;
    }
}
