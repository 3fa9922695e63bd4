// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.TemplatePolicy;

/** Decides from which templates a cluster is built, and in which order they are tried. */
public final class TemplateLadder {

    private final ClusterProfile profile;
    private final List<Template> visible;
    private final @Nullable String current;
    private final List<CandidateTemplate> judged = new ArrayList<>();
    private final List<CandidateTemplate> candidates = new ArrayList<>();
    private final List<CandidateTemplate> older = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    private TemplateLadder(ClusterProfile profile, List<Template> visible, @Nullable String current) {
        this.profile = profile;
        this.visible = visible;
        this.current = current;
    }

    /**
     * The candidates that may be tried, and why each template is among them or not.
     *
     * @param judged every allowed template that exists, in the fleet file's order
     * @param candidates those to build from, in the order in which they are tried
     */
    public record Choice(
            List<CandidateTemplate> judged, List<CandidateTemplate> candidates, List<Decision> decisions) {}

    /** Chooses among the visible templates those that the fleet file allows and the policy lets through. */
    public static Choice choose(ClusterProfile profile, List<Template> visible) {
        return choose(profile, visible, null);
    }

    /**
     * Chooses, and puts templates last whose Kubernetes is older than the cluster's: an older one refuses what users have written for
     * newer APIs.
     *
     * @param current the cluster's Kubernetes version, null when it is not known
     */
    public static Choice choose(ClusterProfile profile, List<Template> visible, @Nullable String current) {
        return new TemplateLadder(profile, visible, current).choose();
    }

    private Choice choose() {
        profile.templates().forEach(this::judge);
        candidates.addAll(older);
        return new Choice(List.copyOf(judged), List.copyOf(candidates), List.copyOf(decisions));
    }

    private void judge(String wanted) {
        List<Template> found = find(wanted, visible);
        if (found.size() > 1) {
            leftOut(wanted, Reason.of(ReasonCode.TEMPLATE_NAME_AMBIGUOUS, "count", found.size()));
            return;
        }
        if (found.isEmpty()) {
            leftOut(wanted, Reason.of(ReasonCode.TEMPLATE_NOT_VISIBLE));
            return;
        }
        CandidateTemplate candidate = Compatibility.judge(found.get(0), profile.compatibility(), visible);
        judged.add(candidate);
        if (!candidate.fits() && profile.policy().templates() == TemplatePolicy.FITTING) {
            leftOut(candidate.template().name(), candidate.reasons().toArray(Reason[]::new));
        } else if (isOlder(candidate)) {
            Reason warning = warning(candidate);
            older.add(candidate.warned(warning));
            List<Reason> reasons = new ArrayList<>(List.of(warning));
            reasons.addAll(candidate.reasons());
            decide(candidate, lastChoice(candidate), reasons);
        } else {
            candidates.add(candidate);
            decide(candidate, choice(candidate), candidate.reasons());
        }
    }

    private static ChoiceCode choice(CandidateTemplate candidate) {
        return candidate.fits() ? ChoiceCode.ALLOWED : ChoiceCode.ALLOWED_BY_POLICY;
    }

    private static ChoiceCode lastChoice(CandidateTemplate candidate) {
        return candidate.fits() ? ChoiceCode.ALLOWED_LAST : ChoiceCode.ALLOWED_BY_POLICY_LAST;
    }

    private void leftOut(String template, Reason... reasons) {
        decisions.add(Decision.of(StepId.TEMPLATE, template, ChoiceCode.LEFT_OUT, reasons));
    }

    private void decide(CandidateTemplate candidate, ChoiceCode choice, List<Reason> reasons) {
        decisions.add(new Decision(StepId.TEMPLATE, candidate.template().name(), choice, "", reasons));
    }

    private boolean isOlder(CandidateTemplate candidate) {
        return current != null
                && KubernetesVersion.parse(current)
                        .flatMap(now -> KubernetesVersion.parse(candidate.kubernetesVersion())
                                .filter(then -> then.compareTo(now) < 0))
                        .isPresent();
    }

    private Reason warning(CandidateTemplate candidate) {
        return Reason.of(ReasonCode.TEMPLATE_OLDER, "version", candidate.kubernetesVersion())
                .with("current", String.valueOf(current));
    }

    private static List<Template> find(String wanted, List<Template> visible) {
        List<Template> byUuid = visible.stream()
                .filter(template -> template.uuid().equals(wanted))
                .toList();
        if (byUuid.isEmpty()) {
            return visible.stream()
                    .filter(template -> template.name().equals(wanted))
                    .toList();
        }
        return byUuid;
    }
}
