// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rekindle.workflows.model.Culprit;

/** Certificates that end out of sight: they are served to nobody outside the machines. */
enum Ending {
    /** etcd's own, and the one by which the API server reaches it; kubeadm's names. */
    ETCD(
            Culprit.ETCD,
            Set.of("etcd-server", "etcd-peer", "etcd-healthcheck-client", "apiserver-etcd-client"),
            "the API server cannot reach etcd with it"),
    /** The kubelet's own of a control-plane machine, and the one by which the API server reaches kubelets. */
    KUBELET(
            Culprit.KUBELET,
            Set.of("kubelet.conf", "apiserver-kubelet-client"),
            "kubelet and API server no longer talk to each other");

    private final Culprit culprit;
    private final Set<String> names;
    private final String effect;

    Ending(Culprit culprit, Set<String> names, String effect) {
        this.culprit = culprit;
        this.names = names;
        this.effect = effect;
    }

    /** What has ended where a certificate of this name has; empty for one that somebody outside sees, or that nobody misses. */
    static Optional<Ending> of(String name) {
        return Stream.of(values()).filter(ending -> ending.isOf(name)).findFirst();
    }

    Culprit culprit() {
        return culprit;
    }

    boolean isOf(String name) {
        return names.contains(name);
    }

    String effect() {
        return effect;
    }
}
