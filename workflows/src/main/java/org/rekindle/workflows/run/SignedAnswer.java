// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import java.time.Instant;
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
        SignatureAnswer answer = answer(new SignatureToCheck(text, notBefore, signature));
        if (answer.objection() != null) {
            throw Refusal.afterwards(answer.objection());
        }
        return answer.key();
    }

    private static SignatureAnswer answer(SignatureToCheck asked) {
        try {
            return ActivityStubs.local(
                            ApprovalActivities.class,
                            "Check the signature of " + asked.text().by())
                    .check(asked);
        } catch (ActivityFailure failure) {
            throw Refusal.afterwards("The signature cannot be checked: " + ActivityFailures.lastSeen(failure));
        }
    }
}
