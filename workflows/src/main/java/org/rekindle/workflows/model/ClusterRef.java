// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Names a cluster of the fleet file. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterRef(String cluster) {}
