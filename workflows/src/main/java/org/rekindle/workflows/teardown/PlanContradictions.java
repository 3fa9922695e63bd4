// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.decide.plan.StillPossible;
import org.rekindle.workflows.decide.rebuild.ReleasesChecked;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.observe.DeployRehearsal;
import org.rekindle.workflows.observe.NamesRehearsal;
import org.rekindle.workflows.observe.RebuildBasis;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * Reads again all that a sealed plan rests on, from the things themselves. Nothing is destroyed unless the rebuild is known to
 * be possible. What cannot be read makes the step wait for the operator: it is never taken for well.
 */
final class PlanContradictions {

    /** What a look finds. */
    enum Found {
        /** All is as the plan says. */
        NONE,
        /** Something is not; the timeline says what. */
        SOME,
        /** The cluster is gone, or on its way. Nothing more is asked then: there is nothing left to keep. */
        CLUSTER_GONE
    }

    private final RunContext run;

    PlanContradictions(RunContext run) {
        this.run = run;
    }

    Attempt<Found> look(TeardownCase teardown) {
        ClusterProfile profile = run.profile();
        RecoveryPlan plan = teardown.plan();
        RebuildFacts facts = RebuildBasis.of(
                        profile, teardown.identity(), RebuildBasis.shape(plan), templates(plan), resources(plan))
                .facts();
        if (facts == null) {
            return Attempt.succeeded(Found.CLUSTER_GONE);
        }
        List<String> unknown = StillPossible.nowUnknown(plan, facts.quota());
        if (!unknown.isEmpty()) {
            return Attempt.failed(
                    FailureCode.UNAVAILABLE,
                    "The plan knew the quota of " + String.join(", ", unknown) + ", which cannot be read now. "
                            + String.join(" ", facts.quota().notLooked()));
        }
        List<Reason> contradictions =
                new ArrayList<>(StillPossible.contradictions(profile, plan, facts, WorkflowClock.now()));
        ReleasesChecked.objection(DeployRehearsal.of(run, plan.ladder())).ifPresent(contradictions::add);
        if (contradictions.isEmpty()) {
            noteNamesLeft(plan);
            return Attempt.succeeded(Found.NONE);
        }
        contradictions.stream().map(Sentences::of).forEach(run.state()::note);
        run.state().note("The world is no longer as the plan says, so nothing is torn down and a new plan is needed.");
        return Attempt.succeeded(Found.SOME);
    }

    /** Which names the run could not set after the rebuild, where the plan does not say so. */
    private void noteNamesLeft(RecoveryPlan plan) {
        NamesRehearsal.of(run).stream()
                .filter(left -> !plan.humanToDos().contains(left))
                .forEach(run.state()::note);
    }

    /** What the plan did not know of the quota is in it, and was approved so. */
    private static List<String> resources(RecoveryPlan plan) {
        return plan.quota().stream().map(QuotaLine::resource).toList();
    }

    private static List<String> templates(RecoveryPlan plan) {
        return plan.ladder().stream()
                .map(CandidateTemplate::template)
                .map(Template::uuid)
                .toList();
    }
}
