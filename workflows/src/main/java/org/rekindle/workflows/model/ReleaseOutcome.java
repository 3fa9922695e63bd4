// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What came of it.
 *
 * @param status Helm's own, such as {@code deployed}
 * @param detail one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseOutcome(boolean deployed, String status, int revision, String detail) {}
