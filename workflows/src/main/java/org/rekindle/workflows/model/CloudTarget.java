// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the fleet file, or one certain cluster in its cloud.
 *
 * @param uuid null for the one that the fleet file names
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CloudTarget(ClusterInCloud cluster, @Nullable String uuid) {}
