// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ServedCertificate;

/**
 * A file of a control-plane machine that should hold a certificate, as {@code look.sh} reports it.
 *
 * @param name as kubeadm calls the certificate, such as {@code apiserver}, {@code etcd-ca} or {@code kubelet.conf}
 * @param path where a manifest names it, else where kubeadm keeps it
 * @param renewed the file that kubeadm renews, where the manifest names another one; null where they are the same
 * @param certificates in it, in their order; empty where none can be read
 * @param why none can be read, to be put after the path; null where one can
 */
record MachineFile(
        String name,
        String path,
        @Nullable String renewed,
        List<ServedCertificate> certificates,
        @Nullable String why) {

    static final String KUBELET = "kubelet.conf";

    /** What the kubelet's own rotation made, where its kubeconfig holds a certificate too. */
    static final String ROTATED = "kubelet-rotated";

    /** The kubelet's serving certificate, which kubeadm does not know. */
    static final String KUBELET_SERVER = "kubelet-server";

    private static final Set<String> AUTHORITIES = Set.of("ca", "etcd-ca", "front-proxy-ca");
    private static final Set<String> OF_THE_KUBELET = Set.of(KUBELET, ROTATED, KUBELET_SERVER);

    boolean authority() {
        return AUTHORITIES.contains(name);
    }

    boolean ofTheKubelet() {
        return OF_THE_KUBELET.contains(name);
    }

    /**
     * When it ends. A leaf's file is read by its first certificate; one of an authority may hold several while the authority is
     * rotated, and is of use until the last of them ends.
     */
    Optional<Instant> end() {
        if (authority()) {
            return certificates.stream().map(ServedCertificate::notAfter).max(Instant::compareTo);
        }
        return certificates.stream().findFirst().map(ServedCertificate::notAfter);
    }
}
