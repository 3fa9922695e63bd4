// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that was seen of a cluster at one time.
 *
 * @param cloud null when Magnum knows no such cluster
 * @param hub null when the fleet file names no hub
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Observation(
        Instant at,
        @Nullable CloudCluster cloud,
        CertificateSighting certificate,
        ApiSighting api,
        @Nullable HubSighting hub) {}
