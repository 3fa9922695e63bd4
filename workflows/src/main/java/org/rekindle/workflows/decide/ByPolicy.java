// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.PreApproval;

/** Decides whether the fleet file itself gives leave, within the limits that it names. */
public final class ByPolicy {

    private ByPolicy() {}

    /** Why it does not, in a sentence; null when it does. How many teardowns it gives leave for in a day, the fleet's breaker knows. */
    public static @Nullable String objection(ApprovalPolicy policy, Instant now) {
        if (!policy.preApproved()) {
            return "The fleet file gives no leave by itself.";
        }
        PreApproval within = policy.within();
        if (within == null) {
            return null;
        }
        boolean open =
                NextWindow.opensIn(within.windows(), now).map(Duration::isZero).orElse(false);
        return open
                ? null
                : "The fleet file gives leave only within its windows, and none is open: a human must approve.";
    }
}
