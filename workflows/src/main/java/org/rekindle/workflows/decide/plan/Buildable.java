// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.Ladder;
import org.rekindle.workflows.decide.ShapeOf;
import org.rekindle.workflows.decide.create.CreateIsValid;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.CreateFacts;
import org.rekindle.workflows.model.Deadlines;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;

/**
 * What is left of a ladder when the templates are left out from which Magnum would refuse the create.
 *
 * @param refusals why Magnum would refuse, each once; empty when one template is left
 */
record Buildable(List<Rung> rungs, List<Decision> decisions, List<String> refusals) {

    static Buildable nothing() {
        return new Buildable(List.of(), List.of(), List.of());
    }

    /** @param facts null when it is not known what Magnum would refuse */
    static Buildable of(
            ClusterProfile profile,
            CloudCluster cloud,
            Ladder.Choice ladder,
            @Nullable CreateFacts facts,
            Instant now) {
        if (facts == null) {
            return new Buildable(ladder.rungs(), ladder.decisions(), List.of());
        }
        return of(cloud.identity().name(), ShapeOf.wanted(profile, cloud), ladder, facts, now, takes(profile));
    }

    static Buildable of(
            String name, Shape shape, Ladder.Choice ladder, CreateFacts facts, Instant now, Duration takes) {
        List<Rung> rungs = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>(ladder.decisions());
        Set<String> refusals = new LinkedHashSet<>();
        for (Rung rung : ladder.rungs()) {
            List<String> objections =
                    CreateIsValid.objections(name, shape, rung.template().uuid(), facts, now, takes);
            if (objections.isEmpty()) {
                rungs.add(rung);
                continue;
            }
            refusals.addAll(objections);
            String step = "template " + rung.template().name();
            decisions.removeIf(each -> each.step().equals(step));
            decisions.add(
                    new Decision(step, "left out", "Magnum would refuse the create: " + String.join(" ", objections)));
        }
        return new Buildable(
                List.copyOf(rungs), List.copyOf(decisions), rungs.isEmpty() ? List.copyOf(refusals) : List.of());
    }

    /** How long the delete and the create may take, for which the login must last. */
    static Duration takes(ClusterProfile profile) {
        Deadlines deadlines = profile.policy().deadlines();
        return deadlines.delete().plus(deadlines.create());
    }
}
