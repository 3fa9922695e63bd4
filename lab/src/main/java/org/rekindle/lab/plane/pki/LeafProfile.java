// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane.pki;

import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a leaf certificate is for: its name, its file, who signs it. The table is kubeadm's
 * ({@code cmd/kubeadm/app/phases/certs/certlist.go} and {@code phases/kubeconfig}).
 */
enum LeafProfile {
    API_SERVER("apiserver", Signer.CLUSTER, "kube-apiserver", List.of(), Purpose.SERVER),
    API_SERVER_KUBELET_CLIENT(
            "apiserver-kubelet-client",
            Signer.CLUSTER,
            "kube-apiserver-kubelet-client",
            List.of("kubeadm:cluster-admins"),
            Purpose.CLIENT),
    API_SERVER_ETCD_CLIENT(
            "apiserver-etcd-client", Signer.ETCD, "kube-apiserver-etcd-client", List.of(), Purpose.CLIENT),
    ETCD_SERVER("etcd/server", Signer.ETCD, "control-plane", List.of(), Purpose.BOTH),
    ETCD_PEER("etcd/peer", Signer.ETCD, "control-plane", List.of(), Purpose.BOTH),
    ETCD_HEALTHCHECK_CLIENT(
            "etcd/healthcheck-client", Signer.ETCD, "kube-etcd-healthcheck-client", List.of(), Purpose.CLIENT),
    FRONT_PROXY_CLIENT("front-proxy-client", Signer.FRONT_PROXY, "front-proxy-client", List.of(), Purpose.CLIENT),
    ADMIN("admin", "kubernetes-admin", List.of("kubeadm:cluster-admins")),
    CONTROLLER_MANAGER("controller-manager", "system:kube-controller-manager", List.of()),
    SCHEDULER("scheduler", "system:kube-scheduler", List.of()),
    /** Of the control plane's own machine, whose kubelet was down when it should have renewed it. */
    KUBELET("kubelet", "system:node:control-plane", List.of("system:nodes")),
    /** Stands in for every other kubelet at once, so it has the rights of all of them. */
    KWOK("kwok", "kwok", List.of("system:masters"));

    /** Which authority signs. */
    enum Signer {
        CLUSTER,
        ETCD,
        FRONT_PROXY
    }

    /** Server, client or both, as extended key usages. */
    enum Purpose {
        SERVER(KeyPurposeId.id_kp_serverAuth),
        CLIENT(KeyPurposeId.id_kp_clientAuth),
        BOTH(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);

        private final List<KeyPurposeId> usages;

        Purpose(KeyPurposeId... usages) {
            this.usages = List.of(usages);
        }

        KeyPurposeId[] usages() {
            return usages.toArray(KeyPurposeId[]::new);
        }
    }

    private static final List<GeneralName> API_SERVER_NAMES = List.of(
            new GeneralName(GeneralName.dNSName, "kubernetes"),
            new GeneralName(GeneralName.dNSName, "kubernetes.default"),
            new GeneralName(GeneralName.dNSName, "kubernetes.default.svc"),
            new GeneralName(GeneralName.dNSName, "kubernetes.default.svc.cluster.local"),
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "10.96.0.1"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    private static final List<GeneralName> ETCD_NAMES = List.of(
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));

    private final String file;
    private final Signer signer;
    private final String commonName;
    private final List<String> organizations;
    private final Purpose purpose;

    LeafProfile(String file, Signer signer, String commonName, List<String> organizations, Purpose purpose) {
        this.file = file;
        this.signer = signer;
        this.commonName = commonName;
        this.organizations = organizations;
        this.purpose = purpose;
    }

    /** A client whose certificate and key are inside its kubeconfig, signed by the cluster's authority. */
    LeafProfile(String user, String commonName, List<String> organizations) {
        this(user, Signer.CLUSTER, commonName, organizations, Purpose.CLIENT);
    }

    /** Whether certificate and key are inside a kubeconfig, and not in files of their own. */
    boolean isInKubeconfig() {
        return switch (this) {
            case ADMIN, CONTROLLER_MANAGER, SCHEDULER, KUBELET, KWOK -> true;
            case API_SERVER,
                    API_SERVER_KUBELET_CLIENT,
                    API_SERVER_ETCD_CLIENT,
                    ETCD_SERVER,
                    ETCD_PEER,
                    ETCD_HEALTHCHECK_CLIENT,
                    FRONT_PROXY_CLIENT -> false;
        };
    }

    /** How long it is valid: a year, as all of kubeadm's do; kubelets renew theirs by themselves after four fifths of that. */
    Duration lifetime() {
        return this == KWOK ? Pki.LEAF_LIFETIME.multipliedBy(9).dividedBy(5) : Pki.LEAF_LIFETIME;
    }

    String file() {
        return file;
    }

    Signer signer() {
        return signer;
    }

    String commonName() {
        return commonName;
    }

    List<String> organizations() {
        return organizations;
    }

    Purpose purpose() {
        return purpose;
    }

    List<GeneralName> alternativeNames() {
        return switch (this) {
            case API_SERVER -> API_SERVER_NAMES;
            case ETCD_SERVER, ETCD_PEER -> ETCD_NAMES;
            case API_SERVER_KUBELET_CLIENT,
                    API_SERVER_ETCD_CLIENT,
                    ETCD_HEALTHCHECK_CLIENT,
                    FRONT_PROXY_CLIENT,
                    ADMIN,
                    CONTROLLER_MANAGER,
                    SCHEDULER,
                    KUBELET,
                    KWOK -> List.of();
        };
    }
}
