// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A plan with the SHA-256 of its canonical text. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SealedPlan(RecoveryPlan plan, PlanHash sha256) {}
