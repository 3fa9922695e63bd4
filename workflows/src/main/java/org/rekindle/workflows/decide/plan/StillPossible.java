// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.decide.compatibility.TemplateLadder;
import org.rekindle.workflows.decide.remedy.Remedies;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterState;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.StepId;

/**
 * Decides, right before a cluster is deleted, whether it is still what the plan was made for and whether the rebuild is known to be
 * possible. By the same rules the plan was made, so that a new plan never comes to the same end.
 */
public final class StillPossible {

    private StillPossible() {}

    /** What contradicts the sealed plan; empty when nothing does. */
    public static List<Reason> contradictions(
            ClusterProfile profile, RecoveryPlan plan, RebuildFacts read, Instant now) {
        List<Reason> contradictions = new ArrayList<>(state(plan, read.old()));
        Shape shape = plan.shape();
        if (shape == null) {
            contradictions.add(Reason.of(ReasonCode.PLAN_WITHOUT_SHAPE));
            return List.copyOf(contradictions);
        }
        contradictions.addAll(ladder(profile, plan, shape, read, now));
        Remedies.of(plan.remedy())
                .lackingQuota(read.quota().lines())
                .ifPresent(lacks -> contradictions.add(Reason.of(ReasonCode.QUOTA_LACKS, "lacks", lacks)));
        return List.copyOf(contradictions);
    }

    /** The resources of which the plan knew how much there is, and of which nothing is known now. */
    public static List<String> nowUnknown(RecoveryPlan plan, QuotaSighting quota) {
        List<String> known = quota.lines().stream().map(QuotaLine::resource).toList();
        return plan.quota().stream()
                .map(QuotaLine::resource)
                .filter(resource -> !known.contains(resource))
                .toList();
    }

    private static List<Reason> state(RecoveryPlan plan, CloudCluster cluster) {
        ClusterState found = plan.found();
        if (found == null) {
            return List.of(Reason.of(ReasonCode.PLAN_WITHOUT_STATE));
        }
        ClusterState now = ClusterState.of(cluster);
        List<Reason> contradictions = new ArrayList<>();
        if (now.changing() && !now.status().equals(found.status())) {
            contradictions.add(Reason.of(ReasonCode.BEING_CHANGED, "before", found.status())
                    .with("now", now.status()));
        }
        if (!now.templateId().equals(found.templateId())) {
            contradictions.add(Reason.of(ReasonCode.UPGRADED_MEANWHILE));
        }
        contradictions.addAll(ShapeDifference.between(found.shape(), now.shape()));
        return contradictions;
    }

    private static List<Reason> ladder(
            ClusterProfile profile, RecoveryPlan plan, Shape shape, RebuildFacts read, Instant now) {
        TemplateLadder.Choice choice =
                TemplateLadder.choose(profile, read.visible(), read.old().kubernetesVersion());
        Buildable buildable =
                Buildable.of(read.old().identity().name(), shape, choice, read.create(), now, Buildable.takes(profile));
        return plan.ladder().stream()
                .filter(candidate -> buildable.candidates().stream().noneMatch(each -> isSame(each, candidate)))
                .map(candidate -> gone(candidate, buildable))
                .toList();
    }

    private static boolean isSame(CandidateTemplate one, CandidateTemplate other) {
        return one.template().uuid().equals(other.template().uuid())
                && one.kubernetesVersion().equals(other.kubernetesVersion())
                && one.chartVersion().equals(other.chartVersion());
    }

    private static Reason gone(CandidateTemplate candidate, Buildable buildable) {
        String name = candidate.template().name();
        List<Reason> why = buildable.decisions().stream()
                .filter(each -> each.step() == StepId.TEMPLATE)
                .filter(each -> each.about().equals(name)
                        || each.about().equals(candidate.template().uuid()))
                .map(Decision::reasons)
                .findFirst()
                .orElseGet(() -> List.of(Reason.of(ReasonCode.TEMPLATE_IS_ANOTHER)));
        return Reason.of(ReasonCode.TEMPLATE_NO_LONGER, "template", name).because(why);
    }
}
