// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import org.rekindle.workflows.model.policy.ApprovalPolicy;

/**
 * Who may approve for a cluster, and what they sign with.
 *
 * @param signers empty where the fleet file lists nothing to sign with, so that names are claims
 */
public record ApprovalRule(ApprovalPolicy policy, Signers signers) {}
