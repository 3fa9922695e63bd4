// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterState;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;

/** Says what a new plan does otherwise than the one before, so that who has read that one need not read it all again. */
public final class PlanDifference {

    private PlanDifference() {}

    /** A sentence for each difference that matters; empty when only the time of making differs. */
    public static List<String> between(RecoveryPlan before, RecoveryPlan now) {
        List<String> differences = new ArrayList<>();
        changed(differences, "The remedy", before.remedy(), now.remedy());
        changed(
                differences,
                "The diagnosis",
                before.diagnosis().condition() + ", "
                        + before.diagnosis().culprit().words(),
                now.diagnosis().condition() + ", " + now.diagnosis().culprit().words());
        changed(differences, "The cluster", cluster(before.identity()), cluster(now.identity()));
        if (before.found() != null && now.found() != null) {
            changed(
                    differences,
                    "Magnum's status",
                    before.found().status(),
                    now.found().status());
        }
        changed(differences, "The upgrades", names(before.hops()), names(now.hops()));
        changed(differences, "The templates to build from", names(before.ladder()), names(now.ladder()));
        listed(differences, "It destroys", before.destroys(), now.destroys());
        listed(differences, "Data", before.data(), now.data());
        shape(differences, "Found: ", shape(before.found()), shape(now.found()));
        shape(differences, "To build: ", before.shape(), now.shape());
        listed(differences, "Releases", before.releases(), now.releases());
        differences.addAll(leftOut(before, now));
        return List.copyOf(differences);
    }

    private static void changed(List<String> differences, String what, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            differences.add(what + " was " + before + " and is " + now + ".");
        }
    }

    private static void listed(List<String> differences, String what, List<String> before, List<String> now) {
        now.stream().filter(each -> !before.contains(each)).forEach(each -> differences.add(what + ", new: " + each));
        before.stream()
                .filter(each -> !now.contains(each))
                .forEach(each -> differences.add(what + ", no longer: " + each));
    }

    /** Of a plan that builds nothing there is no shape to compare. */
    private static void shape(List<String> differences, String what, @Nullable Shape before, @Nullable Shape now) {
        if (before != null && now != null) {
            ShapeDifference.between(before, now).forEach(each -> differences.add(what + each));
        }
    }

    private static @Nullable Shape shape(@Nullable ClusterState found) {
        return found == null ? null : found.shape();
    }

    private static String cluster(@Nullable ClusterIdentity identity) {
        return identity == null
                ? "none"
                : identity.name() + " (UUID " + identity.uuid() + ", stack " + identity.stackId() + ", created "
                        + identity.createdAt() + ")";
    }

    /** Why a template of the plan before is not among those of the new one. */
    private static List<String> leftOut(RecoveryPlan before, RecoveryPlan now) {
        return before.ladder().stream()
                .map(rung -> "template " + rung.template().name())
                .flatMap(step -> now.decisions().stream()
                        .filter(each -> each.step().equals(step)
                                && each.choice().equals("left out")
                                && !before.decisions().contains(each)))
                .map(each -> "The " + each.step() + " is left out: " + each.why())
                .distinct()
                .toList();
    }

    private static String names(List<Rung> rungs) {
        return rungs.isEmpty()
                ? "none"
                : rungs.stream().map(rung -> rung.template().name()).collect(Collectors.joining(", "));
    }
}
