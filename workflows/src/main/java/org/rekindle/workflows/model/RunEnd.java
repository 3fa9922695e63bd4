// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A run has ended.
 *
 * @param well whether the cluster's certificate counts again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunEnd(String cluster, String run, boolean well) {}
