// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Asks whether there is room.
 *
 * @param templateId of the cluster, which fills in what a shape leaves open
 * @param now the shape that the cluster has
 * @param wanted the shape that it would be rebuilt in
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuotaQuestion(ClusterInCloud cluster, String templateId, Shape now, Shape wanted) {}
