// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.util.List;
import org.rekindle.workflows.model.policy.ApprovalPolicy;

/**
 * Who may approve for a cluster, and with which keys.
 *
 * @param signers empty where the fleet file has no keys, so that names are claims
 */
public record ApprovalRule(ApprovalPolicy policy, List<SignerKey> signers) {

    /** Keeps the list as it is. */
    public ApprovalRule {
        signers = List.copyOf(signers);
    }
}
