// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;

/**
 * Who may let a teardown go ahead.
 *
 * @param preApproved true when the fleet file itself approves every sealed plan for this cluster
 * @param approvers who may approve; empty means anyone but the one who asked
 * @param validFor how long an approval counts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovalPolicy(boolean preApproved, List<String> approvers, Duration validFor) {}
