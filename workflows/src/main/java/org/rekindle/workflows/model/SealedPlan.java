// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A plan with the SHA-256 of its canonical text, in hex. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SealedPlan(RecoveryPlan plan, String sha256) {}
