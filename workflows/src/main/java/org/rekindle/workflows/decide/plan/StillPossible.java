// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.Ladder;
import org.rekindle.workflows.decide.QuotaRoom;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterState;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.RebuildFacts;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;

/**
 * Decides, right before a cluster is deleted, whether it is still what the plan was made for and whether the rebuild is known to be
 * possible. By the same rules the plan was made, so that a new plan never comes to the same end.
 */
public final class StillPossible {

    private StillPossible() {}

    /** What contradicts the sealed plan, one sentence each; empty when nothing does. */
    public static List<String> contradictions(
            ClusterProfile profile, RecoveryPlan plan, RebuildFacts read, Instant now) {
        List<String> contradictions = new ArrayList<>(state(plan, read.old()));
        Shape shape = plan.shape();
        if (shape == null) {
            contradictions.add("The plan says nothing of the shape to build.");
            return List.copyOf(contradictions);
        }
        contradictions.addAll(ladder(profile, plan, shape, read, now));
        lack(plan.remedy(), read.quota().lines())
                .ifPresent(lacks -> contradictions.add("The quota has no room for the new cluster: " + lacks));
        return List.copyOf(contradictions);
    }

    /** The resources of which the plan knew how much there is, and of which nothing is told now. */
    public static List<String> nowUnknown(RecoveryPlan plan, QuotaSighting quota) {
        List<String> known = quota.lines().stream().map(QuotaLine::resource).toList();
        return plan.quota().stream()
                .map(QuotaLine::resource)
                .filter(resource -> !known.contains(resource))
                .toList();
    }

    private static List<String> state(RecoveryPlan plan, CloudCluster cluster) {
        ClusterState found = plan.found();
        if (found == null) {
            return List.of("The plan does not say what the cluster was like when it was made.");
        }
        ClusterState now = ClusterState.of(cluster);
        List<String> contradictions = new ArrayList<>();
        if (now.changing() && !now.status().equals(found.status())) {
            contradictions.add("The cluster was " + found.status() + " and is " + now.status()
                    + ": somebody changes it right now.");
        }
        if (!now.templateId().equals(found.templateId())) {
            contradictions.add("The cluster was upgraded to another template.");
        }
        contradictions.addAll(ShapeDifference.between(found.shape(), now.shape()));
        return contradictions;
    }

    private static List<String> ladder(
            ClusterProfile profile, RecoveryPlan plan, Shape shape, RebuildFacts read, Instant now) {
        Ladder.Choice choice = Ladder.choose(profile, read.visible(), read.old().kubernetesVersion());
        Buildable buildable =
                Buildable.of(read.old().identity().name(), shape, choice, read.create(), now, Buildable.takes(profile));
        return plan.ladder().stream()
                .filter(rung -> buildable.rungs().stream().noneMatch(each -> isSame(each, rung)))
                .map(rung -> gone(rung, buildable))
                .toList();
    }

    private static boolean isSame(Rung one, Rung other) {
        return one.template().uuid().equals(other.template().uuid())
                && one.kubernetesVersion().equals(other.kubernetesVersion())
                && one.chartVersion().equals(other.chartVersion());
    }

    private static String gone(Rung rung, Buildable buildable) {
        String name = rung.template().name();
        String why = buildable.decisions().stream()
                .filter(each -> each.step().equals("template " + name)
                        || each.step().equals("template " + rung.template().uuid()))
                .map(Decision::why)
                .findFirst()
                .orElse("It is another one now.");
        return "The template " + name + " is no longer what the plan builds from: " + why;
    }

    private static Optional<String> lack(Remedy remedy, List<QuotaLine> lines) {
        return remedy == Remedy.REBUILD_BESIDE ? QuotaRoom.lackingBeside(lines) : QuotaRoom.lackingAfterTeardown(lines);
    }
}
