// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.ApprovalActivities;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.RunText;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.run.AnswerCheck;
import org.rekindle.workflows.teardown.ApprovalCheck;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;
import org.rekindle.workflows.teardown.SignatureTime;

/** Checks a signature while the approver is there, so that a wrong one is refused with its reason and not hours later. */
public final class SignatureCheckActivities implements ApprovalActivities {

    private final ApprovalRules rules;
    private final Clock clock;

    /** @param rules of the worker's own fleet file */
    public SignatureCheckActivities(ApprovalRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public SignatureAnswer check(SignatureToCheck signature) {
        return check(signature, AskingRun.ofThisActivity());
    }

    SignatureAnswer check(SignatureToCheck asked, AskingRun run) {
        RunText text = run.says(asked.text());
        ApprovalRule rule = rules.of(text.cluster());
        Instant now = clock.instant();
        CheckedSignature checked = new SignatureCheck(rule.signers()).check(text, asked.signature(), now);
        String objection = objection(text, checked, rule.policy(), asked.notBefore(), now);
        return new SignatureAnswer(objection, objection == null ? checked.key() : "");
    }

    private static @Nullable String objection(
            RunText text, CheckedSignature checked, ApprovalPolicy policy, Instant notBefore, Instant now) {
        if (!policy.signed()) {
            return "The fleet file has no keys, so no signature can be checked. List the keys under people:, or answer"
                    + " without one.";
        }
        if (checked.objection() != null) {
            return checked.objection();
        }
        String role = notAllowed(text, policy);
        if (role != null) {
            return role;
        }
        String time = SignatureTime.objection(
                "The " + text.kind() + " by " + text.by(), text.at(), text.follows(), notBefore, now);
        if (time != null || !(text instanceof ApprovalText)) {
            return time;
        }
        return SignatureTime.expired(text.by(), text.at(), policy.validFor(), now);
    }

    /** Approvers approve. Operators do the rest, and so may approvers. */
    private static @Nullable String notAllowed(RunText text, ApprovalPolicy policy) {
        if (text instanceof ApprovalText) {
            return ApprovalCheck.mayApprove(text.by(), policy)
                    ? null
                    : text.by() + " may not approve this; " + String.join(", ", policy.approvers()) + " may.";
        }
        return policy.mayOperate(text.by()) ? null : AnswerCheck.notAllowed(text.by(), policy);
    }
}
