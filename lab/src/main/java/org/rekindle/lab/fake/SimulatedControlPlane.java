// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Instant;

/**
 * The control plane of one cluster.
 *
 * @param issuedAt when the certificate was issued that it serves
 * @param serves whether anything listens
 */
public record SimulatedControlPlane(
        String clusterUuid, String clusterName, String address, String version, Instant issuedAt, boolean serves) {

    /** The same one with certificates that were issued at another time. */
    SimulatedControlPlane issued(String kubernetesVersion, Instant at) {
        return new SimulatedControlPlane(clusterUuid, clusterName, address, kubernetesVersion, at, serves);
    }
}
