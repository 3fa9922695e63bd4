// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * Leave to destroy what one plan names.
 *
 * @param planSha256 the plan it is for
 * @param by who gave it; {@code policy} when the fleet file did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approval(String planSha256, String by, Instant givenAt, Instant expiresAt) {}
