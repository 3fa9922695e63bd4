// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Asks for one more node group. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeGroupRequest(ClusterInCloud cluster, String uuid, NodeGroupShape nodeGroup) {}
