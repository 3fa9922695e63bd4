// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The control planes that a run can reach. */
public interface ControlPlanes {

    /** All that there are. */
    List<SimulatedControlPlane> all();

    /** The one that a kubeconfig leads to, by the reference under which the shipped activities keep it. */
    Optional<SimulatedControlPlane> ofKubeconfig(String reference);

    /** Serves certificates that were issued at another time; no machine is replaced. */
    void renew(String clusterUuid, Instant issuedAt);

    /** The one at an address, where something listens. */
    default Optional<SimulatedControlPlane> at(String address) {
        return all().stream()
                .filter(plane -> plane.serves() && plane.address().equals(address))
                .findFirst();
    }
}
