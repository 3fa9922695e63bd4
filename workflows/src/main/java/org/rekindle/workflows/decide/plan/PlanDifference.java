// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterState;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.StepId;

/** Says how a new plan differs from the one before, so that a reader of the older one need not read it all again. */
public final class PlanDifference {

    private PlanDifference() {}

    /** A sentence for each difference that matters; empty when only the time of making differs. */
    public static List<String> between(RecoveryPlan before, RecoveryPlan now) {
        List<String> differences = new ArrayList<>();
        changed(
                differences,
                "The remedy",
                Text.constant(before.remedy().name()),
                Text.constant(now.remedy().name()));
        changed(differences, "The diagnosis", diagnosis(before), diagnosis(now));
        changed(differences, "The cluster", cluster(before.identity()), cluster(now.identity()));
        if (before.found() != null && now.found() != null) {
            changed(
                    differences,
                    "Magnum's status",
                    before.found().status().raw(),
                    now.found().status().raw());
        }
        names(differences, "The upgrades", before.upgrades(), now.upgrades());
        names(differences, "The templates to build from", before.ladder(), now.ladder());
        listed(differences, "It destroys", before.destroys(), now.destroys());
        listed(differences, "Data", before.data(), now.data());
        shape(differences, "Found: ", shape(before.found()), shape(now.found()));
        shape(differences, "To build: ", before.shape(), now.shape());
        listed(differences, "Deploy steps", before.releases(), now.releases());
        differences.addAll(leftOut(before, now));
        return List.copyOf(differences);
    }

    private static String diagnosis(RecoveryPlan plan) {
        return Text.constant(plan.diagnosis().condition().name()) + " ("
                + plan.diagnosis().cause().words() + ")";
    }

    private static void names(
            List<String> differences, String what, List<CandidateTemplate> before, List<CandidateTemplate> now) {
        if (!names(before).equals(names(now))) {
            differences.add(what + " were " + names(before) + " and are " + names(now) + ".");
        }
    }

    private static void changed(List<String> differences, String what, Object before, Object now) {
        if (!before.equals(now)) {
            differences.add(what + " was " + before + " and is " + now + ".");
        }
    }

    private static void listed(List<String> differences, String what, List<String> before, List<String> now) {
        now.stream().filter(each -> !before.contains(each)).forEach(each -> differences.add(what + ", new: " + each));
        before.stream()
                .filter(each -> !now.contains(each))
                .forEach(each -> differences.add(what + ", no longer: " + each));
    }

    /** A plan that builds nothing has no shape to compare. */
    private static void shape(List<String> differences, String what, @Nullable Shape before, @Nullable Shape now) {
        if (before != null && now != null) {
            ShapeDifference.between(before, now).forEach(each -> differences.add(what + Sentences.of(each)));
        }
    }

    private static @Nullable Shape shape(@Nullable ClusterState found) {
        if (found == null) {
            return null;
        }
        return found.shape();
    }

    private static String cluster(@Nullable ClusterIdentity identity) {
        if (identity == null) {
            return "none";
        }
        return identity.name() + " (UUID " + identity.uuid() + ", stack " + identity.stackId() + ", created "
                + identity.createdAt() + ")";
    }

    /** Why a template of the plan before is not among those of the new one. */
    private static List<String> leftOut(RecoveryPlan before, RecoveryPlan now) {
        return before.ladder().stream()
                .map(candidate -> candidate.template().name())
                .flatMap(template -> now.decisions().stream()
                        .filter(each -> each.step() == StepId.TEMPLATE
                                && each.about().equals(template)
                                && each.choice() == ChoiceCode.LEFT_OUT
                                && !before.decisions().contains(each)))
                .map(each -> "The template " + each.about() + " is left out: " + Sentences.why(each))
                .distinct()
                .toList();
    }

    private static String names(List<CandidateTemplate> candidates) {
        if (candidates.isEmpty()) {
            return "none";
        }
        return candidates.stream().map(candidate -> candidate.template().name()).collect(Collectors.joining(", "));
    }
}
