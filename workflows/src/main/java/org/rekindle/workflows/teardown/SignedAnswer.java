// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import io.temporal.failure.ActivityFailure;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.ApprovalActivities;
import org.rekindle.workflows.api.ApprovalActivities.SignatureAnswer;
import org.rekindle.workflows.api.ApprovalActivities.SignatureToCheck;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Refusal;

/**
 * Has the signature of an approver checked, so that one that does not hold is refused while the approver is there. The delete does not
 * rest on this answer: the activity that deletes checks again.
 */
final class SignedAnswer {

    private SignedAnswer() {}

    /** The signature; null where the approval is by name alone. One that does not hold fails the update with its sentence. */
    static @Nullable ApprovalSignature check(Approve approve, RecoveryPlan plan) {
        if (approve.signature() == null || approve.at() == null) {
            return null;
        }
        SignatureAnswer answer = answer(new SignatureToCheck(plan.cluster(), plan.madeAt(), approve));
        if (answer.objection() != null) {
            throw Refusal.afterwards(answer.objection());
        }
        return new ApprovalSignature(approve.by(), approve.at(), answer.key(), approve.signature());
    }

    private static SignatureAnswer answer(SignatureToCheck asked) {
        try {
            return ActivityStubs.local(
                            ApprovalActivities.class,
                            "Check the signature of " + asked.approve().by())
                    .check(asked);
        } catch (ActivityFailure failure) {
            throw Refusal.afterwards("The signature cannot be checked: " + ActivityFailures.lastSeen(failure));
        }
    }
}
