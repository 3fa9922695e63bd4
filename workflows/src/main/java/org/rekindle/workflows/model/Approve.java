// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Gives leave for a plan. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approve(String planSha256, String by) {}
