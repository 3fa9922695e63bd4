// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.times.NextWindow;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.PreApproval;

/** Decides whether the fleet file itself approves, within the limits that it names. */
public final class ByPolicy {

    private ByPolicy() {}

    /** Why it does not, in a sentence; null when it does. The teardown rate limit counts how many it approves in a day. */
    public static @Nullable String objection(ApprovalPolicy policy, Instant now) {
        if (!policy.preApproved()) {
            return "The fleet file does not approve by itself.";
        }
        PreApproval within = policy.within();
        if (within == null) {
            return null;
        }
        boolean open =
                NextWindow.opensIn(within.windows(), now).map(Duration::isZero).orElse(false);
        if (open) {
            return null;
        }
        return "The fleet file approves only within its windows, and none is open: a human must approve.";
    }
}
