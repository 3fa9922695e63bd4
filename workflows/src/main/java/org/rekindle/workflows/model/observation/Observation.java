// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a cluster, from outside, at one moment.
 *
 * @param cloud null when Magnum knows no such cluster
 * @param hub null when the fleet file names no hub
 * @param elsewhere the certificate as it is seen on the second path that the fleet file names, null where it names none
 * @param authorityNotAfter when the cluster's certificate authority ends, null when it is not known
 * @param machines what the control plane's machines hold, by SSH; empty where the fleet file names no way
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Observation(
        Instant at,
        @Nullable CloudCluster cloud,
        CertificateSighting certificate,
        ApiSighting api,
        @Nullable HubSighting hub,
        @Nullable CertificateSighting elsewhere,
        @Nullable Instant authorityNotAfter,
        List<MachineSighting> machines) {

    /** One look at the certificate, and none into the machines. */
    public static Observation fromOnePath(
            Instant at,
            @Nullable CloudCluster cloud,
            CertificateSighting certificate,
            ApiSighting api,
            @Nullable HubSighting hub) {
        return new Observation(at, cloud, certificate, api, hub, null, null, List.of());
    }
}
