// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A cluster of the fleet file, and which Magnum cluster is meant. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterIdentityOf(ClusterInCloud cluster, ClusterIdentity identity) {}
