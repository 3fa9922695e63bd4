// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Asks for all that a rebuild rests on.
 *
 * @param cluster where it is
 * @param uuid of the cluster that would be deleted
 * @param shape what would be built
 * @param templates the names or UUIDs of the templates that it would be built from
 * @param resources of which the quota must be told, by the names that a {@link QuotaLine} has; empty for "as far as it is told"
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RebuildQuestion(
        ClusterInCloud cluster, String uuid, Shape shape, List<String> templates, List<String> resources) {}
