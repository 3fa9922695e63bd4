// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.ApprovalActivities;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.PlanHash;
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
    public SignatureAnswer check(SignatureToCheck approval) {
        return check(approval, AskingRun.ofThisActivity());
    }

    SignatureAnswer check(SignatureToCheck approval, AskingRun run) {
        Approve approve = approval.approve();
        PlanHash plan = approve.planSha256();
        Instant at = approve.at();
        String signature = approve.signature();
        if (plan == null || at == null || signature == null) {
            return new SignatureAnswer("An approval is checked that is not signed.", "");
        }
        ApprovalRule rule = rules.of(approval.cluster());
        Instant now = clock.instant();
        CheckedSignature checked = new SignatureCheck(rule.signers())
                .check(run.text(approval.cluster(), plan, approve.by(), at), signature, now);
        String objection = objection(checked, rule, approval.planMadeAt(), now);
        return new SignatureAnswer(objection, objection == null ? checked.key() : "");
    }

    private static @Nullable String objection(
            CheckedSignature checked, ApprovalRule rule, Instant planMadeAt, Instant now) {
        if (!rule.policy().signed()) {
            return "The fleet file has no keys, so no signature can be checked. List the keys under people:, or"
                    + " approve without one.";
        }
        if (checked.objection() != null) {
            return checked.objection();
        }
        if (!ApprovalCheck.mayApprove(checked.by(), rule.policy())) {
            return checked.by() + " may not approve this; "
                    + String.join(", ", rule.policy().approvers()) + " may.";
        }
        String time = SignatureTime.objection(checked.by(), checked.at(), planMadeAt, now);
        if (time != null) {
            return time;
        }
        return SignatureTime.expired(checked.by(), checked.at(), rule.policy().validFor(), now);
    }
}
