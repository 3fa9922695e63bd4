// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Asks for a cluster.
 *
 * @param name its name in Magnum
 * @param runMark written into the label {@code rekindle_run}: a create that is asked for again finds its own cluster by it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreateRequest(ClusterInCloud cluster, String name, String runMark, String templateId, Shape shape) {}
