// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may let a teardown go ahead.
 *
 * @param preApproved true when the fleet file itself approves every sealed plan for this cluster
 * @param approvers who may approve; empty means anyone but the one who asked
 * @param validFor how long an approval is valid
 * @param needed how many people must approve, each under another name
 * @param signed whether the fleet file has keys, so that an approval needs a signature; else names are claims
 * @param within the limits of the approval that the file itself gives, null for none; outside of them people are asked
 * @param signedAnswers whether whoever rejects a plan or answers a stuck step must sign; else their names are claims
 * @param signedRequest whether a run that no person has signed for as its requester needs one more approver
 * @param operators who may reject and answer beside the approvers; empty means anyone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovalPolicy(
        boolean preApproved,
        List<String> approvers,
        Duration validFor,
        int needed,
        boolean signed,
        @Nullable PreApproval within,
        boolean signedAnswers,
        boolean signedRequest,
        List<String> operators) {

    /** At least one person must approve. What an older history does not say is as it was: names, of anyone. */
    public ApprovalPolicy {
        needed = Math.max(1, needed);
        operators = operators == null ? List.of() : List.copyOf(operators);
    }

    /** Where the answers of people are names, and anyone may give them. */
    public ApprovalPolicy(
            boolean preApproved,
            List<String> approvers,
            Duration validFor,
            int needed,
            boolean signed,
            @Nullable PreApproval within) {
        this(preApproved, approvers, validFor, needed, signed, within, false, false, List.of());
    }

    /** Whether a person may reject plans and answer stuck steps. */
    public boolean mayOperate(String by) {
        return operators.isEmpty() || operators.contains(by) || approvers.contains(by);
    }

    /** The same for people who only name themselves, as those of a rehearsal do. */
    public ApprovalPolicy withoutSignatures() {
        return new ApprovalPolicy(preApproved, approvers, validFor, needed, false, within, false, false, operators);
    }
}
