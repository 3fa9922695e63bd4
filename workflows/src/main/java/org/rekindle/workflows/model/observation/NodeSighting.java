// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes node.
 *
 * @param nodeGroup value of the label {@code capi.stackhpc.com/node-group}, null for control-plane nodes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeSighting(String name, @Nullable String nodeGroup, boolean ready, String version) {}
