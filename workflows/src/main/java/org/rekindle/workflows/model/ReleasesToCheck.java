// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether releases could be deployed.
 *
 * @param kubernetesVersion of the cluster that they are meant for, such as {@code v1.33.2}; null for any
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleasesToCheck(String cluster, @Nullable String kubernetesVersion, List<Release> releases) {}
