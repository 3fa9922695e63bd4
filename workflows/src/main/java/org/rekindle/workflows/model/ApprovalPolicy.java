// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may let a teardown go ahead.
 *
 * @param preApproved true when the fleet file itself approves every sealed plan for this cluster
 * @param approvers who may approve; empty means anyone but the one who asked
 * @param validFor how long an approval counts
 * @param needed how many people must approve, each under another name; 0 in an older history counts as 1
 * @param within the limits of the leave that the file itself gives, null for none; outside of them people are asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovalPolicy(
        boolean preApproved,
        List<String> approvers,
        Duration validFor,
        int needed,
        @Nullable PreApproval within) {

    /** At least one person must approve. */
    public ApprovalPolicy {
        needed = Math.max(1, needed);
    }

    /** One approver, or leave without limits. */
    public ApprovalPolicy(boolean preApproved, List<String> approvers, Duration validFor) {
        this(preApproved, approvers, validFor, 1, null);
    }
}
