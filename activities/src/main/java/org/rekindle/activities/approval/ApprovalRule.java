// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.MeantCluster;

/**
 * Who may approve for a cluster, what they sign with, and which cluster is meant.
 *
 * @param signers empty where the fleet file lists nothing to sign with, so that names are claims
 */
public record ApprovalRule(ApprovalPolicy policy, Signers signers, MeantCluster meant) {}
