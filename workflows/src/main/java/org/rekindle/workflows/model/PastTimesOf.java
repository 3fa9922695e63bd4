// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Asks how long things took.
 *
 * @param cloud the entry of {@code clouds.yaml}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PastTimesOf(String cloud) {}
