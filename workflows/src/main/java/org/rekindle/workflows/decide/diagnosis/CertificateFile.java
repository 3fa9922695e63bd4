// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rekindle.workflows.model.plan.Cause;

/** Certificates of {@code kubeadm certs check-expiration} and the kubelet's, and what each breaks when it ends; kubeadm's names. */
enum CertificateFile {
    /** The one that the API server serves, in its file: mixed expiry, or a file that was put back. */
    API_SERVER(Cause.API_SERVER, Set.of("apiserver"), "an API server that starts again serves it"),
    /** etcd's own, and the one by which the API server reaches it. */
    ETCD(
            Cause.ETCD,
            Set.of("etcd-server", "etcd-peer", "etcd-healthcheck-client", "apiserver-etcd-client"),
            "the API server cannot reach etcd with it"),
    /** The kubelet's own of a control-plane machine, and the one by which the API server reaches kubelets. */
    KUBELET(
            Cause.KUBELET,
            Set.of("kubelet.conf", "apiserver-kubelet-client"),
            "kubelet and API server no longer talk to each other"),
    CONTROLLER_MANAGER(
            Cause.KUBECONFIG,
            Set.of("controller-manager.conf"),
            "the controller manager cannot log in to the API, and nothing is scaled or replaced"),
    SCHEDULER(
            Cause.KUBECONFIG,
            Set.of("scheduler.conf"),
            "the scheduler cannot log in to the API, and no new pod is given a node"),
    FRONT_PROXY(
            Cause.FRONT_PROXY,
            Set.of("front-proxy-client"),
            "aggregated APIs, such as that of the metrics server, refuse the API server"),
    ADMINISTRATOR(
            Cause.KUBECONFIG,
            Set.of("admin.conf", "super-admin.conf"),
            "an administrator cannot log in to the API with it");

    private final Cause cause;
    private final Set<String> names;
    private final String effect;

    CertificateFile(Cause cause, Set<String> names, String effect) {
        this.cause = cause;
        this.names = names;
        this.effect = effect;
    }

    /** What has expired where a certificate of this name has; empty for one that neither kubeadm nor the kubelet uses. */
    static Optional<CertificateFile> of(String name) {
        return Stream.of(values()).filter(file -> file.isOf(name)).findFirst();
    }

    Cause cause() {
        return cause;
    }

    boolean isOf(String name) {
        return names.contains(name);
    }

    String effect() {
        return effect;
    }

    /** Whether its end can keep an API server from serving at all. */
    boolean silences() {
        return this == API_SERVER || this == ETCD || this == KUBELET;
    }
}
