// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.TemplateLadder;
import org.rekindle.workflows.decide.create.CreateIsValid;
import org.rekindle.workflows.decide.rebuild.ShapeOf;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.Deadlines;

/**
 * The templates of a ladder from which Magnum would accept a create.
 *
 * @param refusals why Magnum would refuse, each once; empty when one template is left
 */
record Buildable(List<CandidateTemplate> candidates, List<Decision> decisions, List<Reason> refusals) {

    static Buildable nothing() {
        return new Buildable(List.of(), List.of(), List.of());
    }

    /** @param facts null when it is not known what Magnum would refuse */
    static Buildable of(
            ClusterProfile profile,
            CloudCluster cloud,
            TemplateLadder.Choice ladder,
            @Nullable CreateFacts facts,
            Instant now) {
        if (facts == null) {
            return new Buildable(ladder.candidates(), ladder.decisions(), List.of());
        }
        return of(cloud.identity().name(), ShapeOf.wanted(profile, cloud), ladder, facts, now, takes(profile));
    }

    static Buildable of(
            String cluster, Shape shape, TemplateLadder.Choice ladder, CreateFacts facts, Instant now, Duration takes) {
        List<CandidateTemplate> candidates = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>(ladder.decisions());
        Set<Reason> refusals = new LinkedHashSet<>();
        for (CandidateTemplate candidate : ladder.candidates()) {
            List<Reason> objections = CreateIsValid.objections(
                    cluster, shape, candidate.template().uuid(), facts, now, takes);
            if (objections.isEmpty()) {
                candidates.add(candidate);
                continue;
            }
            refusals.addAll(objections);
            String name = candidate.template().name();
            decisions.removeIf(
                    each -> each.step() == StepId.TEMPLATE && each.about().equals(name));
            decisions.add(Decision.of(
                    StepId.TEMPLATE,
                    name,
                    ChoiceCode.LEFT_OUT,
                    Reason.of(ReasonCode.CREATE_REFUSED).because(objections)));
        }
        if (candidates.isEmpty()) {
            return new Buildable(List.of(), List.copyOf(decisions), List.copyOf(refusals));
        }
        return new Buildable(List.copyOf(candidates), List.copyOf(decisions), List.of());
    }

    /** How long the delete and the create may take, for which the login must last. */
    static Duration takes(ClusterProfile profile) {
        Deadlines deadlines = profile.policy().deadlines();
        return deadlines.delete().plus(deadlines.create());
    }
}
