// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A cluster that a run of ours has rebuilt: Magnum gives each cluster a UUID of its own, and a fleet file may name the old one.
 *
 * @param cluster the cluster's id in the fleet file
 * @param was the old cluster's UUID
 * @param is the new cluster's UUID
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rebuilt(String cluster, String was, String is, Instant at) {}
