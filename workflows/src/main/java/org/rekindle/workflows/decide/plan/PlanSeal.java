// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;

/** Seals a plan by the {@link CanonicalHash} of it. */
public final class PlanSeal {

    private PlanSeal() {}

    /** Seals a plan. */
    public static SealedPlan seal(RecoveryPlan plan) {
        return new SealedPlan(plan, hash(plan));
    }

    /** Whether a sealed plan is still what was sealed. */
    public static boolean holds(SealedPlan sealed) {
        return hash(sealed.plan()).equals(sealed.sha256());
    }

    private static PlanHash hash(RecoveryPlan plan) {
        return new PlanHash(CanonicalHash.of(plan));
    }
}
