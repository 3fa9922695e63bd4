// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * What distinguishes one Magnum cluster from every other: names are not unique.
 *
 * @param stackId name of the Cluster API cluster, {@code <name>-<12 characters>}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterIdentity(ClusterUuid uuid, String name, String stackId, Instant createdAt) {}
