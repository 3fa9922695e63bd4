// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.Approve;

/** Decides whether somebody's leave can be taken. */
public final class ApprovalCheck {

    /** Who gives leave when the fleet file approves beforehand. No human may sign with it. */
    public static final String BY_POLICY = "policy";

    private ApprovalCheck() {}

    /**
     * Why not, in a sentence; null when it can.
     *
     * @param asked the hash of the plan that is asked about
     * @param requestedBy who asked for the run, null when nobody said
     * @param until when the plan is too old
     */
    public static @Nullable String objection(
            Approve approve,
            String asked,
            @Nullable String requestedBy,
            ApprovalPolicy policy,
            Instant until,
            Instant now) {
        if (approve.by().isBlank()) {
            return "Say who you are (by).";
        }
        if (!approve.planSha256().equals(asked)) {
            return "This approves another plan; the one that is asked about is " + asked + ".";
        }
        if (!now.isBefore(until)) {
            return "The plan is too old since " + until + "; a new one is being made.";
        }
        if (isPolicy(approve.by())) {
            return "\"" + BY_POLICY + "\" is how the fleet file itself approves; say who you are (by).";
        }
        if (isSame(approve.by(), requestedBy)) {
            return approve.by() + " asked for this run, so somebody else must approve it.";
        }
        if (!policy.approvers().isEmpty() && !policy.approvers().contains(approve.by())) {
            return approve.by() + " may not approve this; " + String.join(", ", policy.approvers()) + " may.";
        }
        return null;
    }

    /** Whether both are one person: names are written in more than one way, and a capital letter makes nobody else. */
    static boolean isSame(String one, @Nullable String other) {
        return other != null && one.strip().equalsIgnoreCase(other.strip());
    }

    /** Whether a name is the one by which the fleet file itself approves. */
    public static boolean isPolicy(String by) {
        return isSame(by, BY_POLICY);
    }
}
