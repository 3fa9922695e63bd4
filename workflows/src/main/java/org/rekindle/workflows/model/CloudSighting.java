// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What Magnum says of a cluster.
 *
 * @param cluster null when Magnum knows no such cluster
 * @param detail one sentence when there is none, or when the name fits several
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CloudSighting(@Nullable CloudCluster cluster, String detail) {}
