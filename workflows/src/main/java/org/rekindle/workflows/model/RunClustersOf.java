// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Asks for the clusters that a run has made.
 *
 * @param cluster where the cluster is
 * @param name the name in Magnum
 * @param run what the marks of all the run's tries begin with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunClustersOf(ClusterInCloud cluster, String name, String run) {}
