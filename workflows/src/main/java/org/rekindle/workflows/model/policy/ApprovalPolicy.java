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
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovalPolicy(
        boolean preApproved,
        List<String> approvers,
        Duration validFor,
        int needed,
        boolean signed,
        @Nullable PreApproval within) {

    /** At least one person must approve. */
    public ApprovalPolicy {
        needed = Math.max(1, needed);
    }

    /** The same for people who only name themselves, as those of a rehearsal do. */
    public ApprovalPolicy withoutSignatures() {
        return new ApprovalPolicy(preApproved, approvers, validFor, needed, false, within);
    }
}
