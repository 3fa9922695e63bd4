// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.ApprovalActivities;
import org.rekindle.workflows.api.ApprovalActivities.SignatureAnswer;
import org.rekindle.workflows.api.ApprovalActivities.SignatureToCheck;
import org.rekindle.workflows.model.approval.RunText;

/**
 * Has the signature of a person checked, so that one that does not hold is refused while the person is there. A delete does not rest
 * on this answer: the activity that deletes checks again.
 */
public final class SignedAnswer {

    private SignedAnswer() {}

    /**
     * The fingerprint of the key that signed. A signature that does not hold fails the update with its sentence.
     *
     * @param notBefore when there was something to sign
     */
    public static String key(RunText text, Instant notBefore, String signature) {
        try {
            SignatureAnswer answer = answer(new SignatureToCheck(text, notBefore, signature));
            if (answer.objection() != null) {
                throw Refusal.afterwards(answer.objection());
            }
            return answer.key();
        } catch (ActivityFailure failure) {
            throw Refusal.afterwards("The signature cannot be checked: " + ActivityFailures.lastSeen(failure));
        }
    }

    /**
     * Why a signature that held does not hold any more, in a sentence; null when it does, and when it cannot be checked now, since the
     * activity that deletes will say so.
     *
     * @param notBefore when there was something to sign
     */
    public static @Nullable String objection(RunText text, Instant notBefore, String signature) {
        try {
            return answer(new SignatureToCheck(text, notBefore, signature)).objection();
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return null;
        }
    }

    private static SignatureAnswer answer(SignatureToCheck asked) {
        return ActivityStubs.local(
                        ApprovalActivities.class,
                        "Check the signature of " + asked.text().by())
                .check(asked);
    }
}
