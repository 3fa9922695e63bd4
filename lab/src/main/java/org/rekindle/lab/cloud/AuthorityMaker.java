// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Instant;

/** Makes the certificate authority of a cluster. */
@FunctionalInterface
public interface AuthorityMaker {

    /**
     * Makes one.
     *
     * @param clusterName the common name
     * @param madeAt when; in the past for a cluster that is older than the lab
     */
    ClusterMachines.CertificateAuthority make(String clusterName, Instant madeAt);
}
