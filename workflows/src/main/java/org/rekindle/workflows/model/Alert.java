// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something outside said that the cluster is in trouble.
 *
 * @param source such as {@code alertmanager}
 * @param key tells a repeated alert from a new one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Alert(String source, String key, String summary) {}
