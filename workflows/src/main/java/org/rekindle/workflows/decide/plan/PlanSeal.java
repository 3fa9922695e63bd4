// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import org.rekindle.workflows.decide.CanonicalHash;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.SealedPlan;

/** Seals a plan by the {@link CanonicalHash} of it. */
public final class PlanSeal {

    private PlanSeal() {}

    /** Seals a plan. */
    public static SealedPlan seal(RecoveryPlan plan) {
        return new SealedPlan(plan, CanonicalHash.of(plan));
    }

    /** Whether a sealed plan is still what was sealed. */
    public static boolean holds(SealedPlan sealed) {
        return CanonicalHash.of(sealed.plan()).equals(sealed.sha256());
    }
}
