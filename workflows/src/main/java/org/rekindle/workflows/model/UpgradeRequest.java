// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Asks for an upgrade to another template. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UpgradeRequest(ClusterInCloud cluster, ClusterIdentity identity, String templateId) {}
