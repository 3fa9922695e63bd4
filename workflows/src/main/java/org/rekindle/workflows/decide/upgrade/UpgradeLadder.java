// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.UpgradePolicy;

/**
 * Decides by which upgrades a cluster gets to the template that its fleet file prefers: one minor version at a time, each through a
 * template that exists and passes every rule; a roll to another image of the same version is one such upgrade. Or by none, and why.
 */
public final class UpgradeLadder {

    private final CloudCluster cluster;
    private final Diagnosis diagnosis;
    private final List<CandidateTemplate> allowed;
    private final @Nullable Template current;
    private final @Nullable QuotaSighting quota;

    /**
     * The ladder.
     *
     * @param upgrades the upgrades in their order; empty when none is made
     */
    public record Choice(List<CandidateTemplate> upgrades, List<Decision> decisions) {}

    private UpgradeLadder(
            CloudCluster cluster,
            Diagnosis diagnosis,
            List<CandidateTemplate> allowed,
            List<Template> visible,
            @Nullable QuotaSighting quota) {
        this.cluster = cluster;
        this.diagnosis = diagnosis;
        this.allowed = allowed;
        this.current = visible.stream()
                .filter(template -> template.uuid().equals(cluster.templateId()))
                .findFirst()
                .orElse(null);
        this.quota = quota;
    }

    /**
     * Chooses.
     *
     * @param allowed the templates that the fleet file allows, judged, in its order
     * @param visible all that the project sees
     * @param quota null when it was not asked for
     */
    public static Choice choose(
            UpgradePolicy policy,
            CloudCluster cluster,
            Diagnosis diagnosis,
            List<CandidateTemplate> allowed,
            List<Template> visible,
            @Nullable QuotaSighting quota) {
        UpgradeLadder ladder = new UpgradeLadder(cluster, diagnosis, allowed, visible, quota);
        return switch (policy) {
            case NEVER -> skipped(StepId.UPGRADE, ReasonCode.UPGRADE_POLICY_NEVER);
            case WHEN_VIABLE -> ladder.whenViable();
            case ALWAYS -> ladder.always();
        };
    }

    /** No second upgrade in one run: the first may have left Magnum in a state without a way back. */
    public static Choice alreadyTried() {
        return skipped(StepId.SECOND_UPGRADE, ReasonCode.UPGRADE_TRIED);
    }

    private static Choice skipped(StepId step, ReasonCode code) {
        return new Choice(List.of(), List.of(Decision.of(step, ChoiceCode.SKIPPED, Reason.of(code))));
    }

    private Choice whenViable() {
        List<Decision> decisions = new ArrayList<>();
        for (CandidateTemplate goal : allowed) {
            List<CandidateTemplate> upgrades = path(start(goal));
            if (!upgrades.isEmpty()) {
                decisions.add(
                        new Decision(StepId.UPGRADE, "", ChoiceCode.UPGRADE_TO, names(upgrades), reasons(upgrades)));
                return new Choice(upgrades, List.copyOf(decisions));
            }
            decisions.add(new Decision(
                    StepId.UPGRADE,
                    goal.template().name(),
                    ChoiceCode.NOT_VIABLE,
                    "",
                    reasonsOf(Preflight.stopping(start(goal)))));
        }
        decisions.addAll(skipped(StepId.UPGRADE, ReasonCode.UPGRADE_NO_TEMPLATE).decisions());
        return new Choice(List.of(), List.copyOf(decisions));
    }

    private UpgradeStep start(CandidateTemplate to) {
        return new UpgradeStep(cluster, diagnosis, cluster.kubernetesVersion(), current, to, quota, true);
    }

    /** The way to a step's target: at once where it passes, else by way of a template of the next minor version. */
    private List<CandidateTemplate> path(UpgradeStep wanted) {
        if (Preflight.stopping(wanted).isEmpty()) {
            return List.of(wanted.to());
        }
        if (minors(wanted) < 2) {
            return List.of();
        }
        for (CandidateTemplate next : allowed) {
            UpgradeStep step = wanted.to(next);
            if (minors(step) == 1 && Preflight.stopping(step).isEmpty()) {
                List<CandidateTemplate> rest = path(step.then(wanted.to()));
                if (!rest.isEmpty()) {
                    return Stream.concat(Stream.of(next), rest.stream()).toList();
                }
            }
        }
        return List.of();
    }

    private static int minors(UpgradeStep step) {
        Optional<KubernetesVersion> from = step.current();
        Optional<KubernetesVersion> to = step.target();
        return from.isEmpty() || to.isEmpty() ? 0 : from.get().minorsTo(to.get());
    }

    private List<Reason> reasons(List<CandidateTemplate> upgrades) {
        String versions = cluster.kubernetesVersion() + " to "
                + upgrades.stream().map(CandidateTemplate::kubernetesVersion).collect(Collectors.joining(" to "));
        List<Reason> reasons = new ArrayList<>();
        reasons.add(viable(versions, upgrades.size()));
        reasons.addAll(upgrades.get(upgrades.size() - 1).reasons());
        reasons.addAll(reasonsOf(Preflight.findings(start(upgrades.get(0)))));
        return reasons;
    }

    private static Reason viable(String versions, int count) {
        if (count == 1) {
            return Reason.of(ReasonCode.UPGRADE_VIABLE, "versions", versions);
        }
        return Reason.of(ReasonCode.UPGRADES_VIABLE, "versions", versions).with("count", count);
    }

    /** Takes the template with the fewest objections, as a human in a hurry would. */
    private Choice always() {
        return allowed.stream()
                .filter(candidate -> !candidate.template().uuid().equals(cluster.templateId()))
                .min((one, other) -> Integer.compare(objections(one), objections(other)))
                .map(this::insistOn)
                .orElseGet(() -> skipped(StepId.UPGRADE, ReasonCode.UPGRADE_NO_OTHER_TEMPLATE));
    }

    private Choice insistOn(CandidateTemplate candidate) {
        List<Finding> stopping = Preflight.stopping(start(candidate));
        List<Reason> reasons = new ArrayList<>();
        reasons.add(Reason.of(stopping.isEmpty() ? ReasonCode.UPGRADE_VIABLE : ReasonCode.UPGRADE_AGAINST_FACTS));
        reasons.addAll(reasonsOf(stopping));
        return new Choice(
                List.of(candidate),
                List.of(new Decision(
                        StepId.UPGRADE,
                        "",
                        ChoiceCode.UPGRADE_TO,
                        candidate.template().name(),
                        reasons)));
    }

    private int objections(CandidateTemplate candidate) {
        return Preflight.stopping(start(candidate)).size();
    }

    private static String names(List<CandidateTemplate> upgrades) {
        return upgrades.stream().map(candidate -> candidate.template().name()).collect(Collectors.joining(", then "));
    }

    private static List<Reason> reasonsOf(List<Finding> findings) {
        return findings.stream().flatMap(finding -> finding.reasons().stream()).toList();
    }
}
