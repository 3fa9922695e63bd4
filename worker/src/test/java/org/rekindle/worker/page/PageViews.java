// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;

/** Views of runs of which nothing but their wait matters, and what they ask. */
final class PageViews {

    private static final Instant START = Instant.parse("2026-03-10T02:50:00Z");

    private PageViews() {}

    static RecoveryView waiting(String cluster, Phase phase, String waitingFor) {
        return view(cluster, phase, waitingFor, null);
    }

    static RecoveryView awaitingApproval(String cluster, SealedPlan plan) {
        return view(cluster, Phase.AWAITING_APPROVAL, "one person other than alice to approve the plan", plan);
    }

    /** A plan that destroys this and nothing else. */
    static SealedPlan plan(String cluster, String destroyed) {
        Diagnosis expired = new Diagnosis(
                Condition.EXPIRED,
                -1L,
                Reason.of(ReasonCode.SERVED_EXPIRED, "end", "2026-03-03T16:01:00Z")
                        .with("ago", "23 h"),
                List.of(),
                Cause.API_SERVER,
                Certainty.CERTAIN,
                List.of());
        return PlanSeal.seal(new RecoveryPlan(
                cluster,
                null,
                Remedy.REBUILD,
                expired,
                null,
                List.of(),
                List.of(),
                List.of(destroyed),
                List.of(),
                true,
                null,
                List.of(),
                START,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1,
                true,
                false,
                null,
                List.of(),
                null,
                null));
    }

    private static RecoveryView view(String cluster, Phase phase, String waitingFor, @Nullable SealedPlan plan) {
        return new RecoveryView(
                cluster,
                "run-1",
                phase,
                null,
                waitingFor,
                START,
                START.plusSeconds(86_400),
                null,
                null,
                null,
                null,
                plan,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                START,
                List.of(),
                null);
    }
}
