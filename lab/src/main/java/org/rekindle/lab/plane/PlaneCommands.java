// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.pki.Pki;

/**
 * The command lines of a control plane: kubeadm's flags, less memory, and no waiting for a disk that nothing needs after
 * the lab.
 *
 * @param folder where data and kubeconfigs lie
 * @param kubelets the unix socket of an HTTP proxy that leads to kubelets; null where kwok plays all of them
 */
record PlaneCommands(
        PlaneBinaries binaries,
        Pki pki,
        Path folder,
        Ports ports,
        @Nullable Path kubelets) {
    /** Fewer live objects before the collector runs: less memory for a little more work. */
    static final Map<String, String> LOW_MEMORY = Map.of("GOGC", "50");

    /** What the lab's workloads need, and nothing else, where their pods do not really run. */
    private static final String CONTROLLERS = String.join(
            ",",
            "daemonset-controller",
            "deployment-controller",
            "disruption-controller",
            "endpointslice-controller",
            "garbage-collector-controller",
            "job-controller",
            "namespace-controller",
            "node-lifecycle-controller",
            "pod-garbage-collector-controller",
            "replicaset-controller",
            "root-ca-certificate-publisher-controller",
            "serviceaccount-controller",
            "statefulset-controller",
            "taint-eviction-controller");

    /** The loopback ports of a control plane. */
    record Ports(int api, int etcdClient, int etcdPeer) {}

    String server() {
        return "https://127.0.0.1:" + ports.api();
    }

    List<String> etcd() {
        String client = "https://127.0.0.1:" + ports.etcdClient();
        String peer = "https://127.0.0.1:" + ports.etcdPeer();
        return List.of(
                binaries.etcd().toString(),
                "--name=control-plane",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=control-plane=" + peer,
                "--cert-file=" + pki.certificate("etcd/server"),
                "--key-file=" + pki.key("etcd/server"),
                "--trusted-ca-file=" + pki.certificate("etcd/ca"),
                "--client-cert-auth=true",
                "--peer-cert-file=" + pki.certificate("etcd/peer"),
                "--peer-key-file=" + pki.key("etcd/peer"),
                "--peer-trusted-ca-file=" + pki.certificate("etcd/ca"),
                "--peer-client-cert-auth=true",
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    List<String> kubeApiserver() {
        List<String> command = new ArrayList<>(List.of(
                binaries.kubeApiserver().toString(),
                "--advertise-address=127.0.0.1",
                "--bind-address=127.0.0.1",
                "--secure-port=" + ports.api(),
                "--allow-privileged=true",
                "--authorization-mode=Node,RBAC",
                "--client-ca-file=" + pki.certificate("ca"),
                "--enable-admission-plugins=NodeRestriction",
                "--enable-bootstrap-token-auth=true",
                "--etcd-cafile=" + pki.certificate("etcd/ca"),
                "--etcd-certfile=" + pki.certificate("apiserver-etcd-client"),
                "--etcd-keyfile=" + pki.key("apiserver-etcd-client"),
                "--etcd-servers=https://127.0.0.1:" + ports.etcdClient(),
                "--kubelet-client-certificate=" + pki.certificate("apiserver-kubelet-client"),
                "--kubelet-client-key=" + pki.key("apiserver-kubelet-client"),
                "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
                "--proxy-client-cert-file=" + pki.certificate("front-proxy-client"),
                "--proxy-client-key-file=" + pki.key("front-proxy-client"),
                "--requestheader-allowed-names=front-proxy-client",
                "--requestheader-client-ca-file=" + pki.certificate("front-proxy-ca"),
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-username-headers=X-Remote-User",
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + pki.serviceAccountPublicKey(),
                "--service-account-signing-key-file=" + pki.key("sa"),
                "--service-cluster-ip-range=10.96.0.0/12",
                "--tls-cert-file=" + pki.certificate("apiserver"),
                "--tls-private-key-file=" + pki.key("apiserver"),
                "--endpoint-reconciler-type=none",
                "--enable-priority-and-fairness=false",
                "--delete-collection-workers=1",
                "--profiling=false"));
        if (kubelets != null) {
            command.add("--egress-selector-config-file=" + egressFile());
        }
        return List.copyOf(command);
    }

    /** Where the API server reads how it reaches kubelets. */
    Path egressFile() {
        return folder.resolve("egress.yaml");
    }

    /** What it reads there; empty where it reaches them by itself. */
    Optional<String> egress() {
        return Optional.ofNullable(kubelets).map("""
                apiVersion: apiserver.k8s.io/v1beta1
                kind: EgressSelectorConfiguration
                egressSelections:
                  - name: cluster
                    connection: {proxyProtocol: HTTPConnect, transport: {uds: {udsName: "%s"}}}
                """::formatted);
    }

    List<String> kubeControllerManager() {
        return List.of(
                binaries.kubeControllerManager().toString(),
                "--kubeconfig=" + Kubeconfigs.file(folder, "controller-manager"),
                "--secure-port=0",
                "--leader-elect=false",
                "--controllers=" + (kubelets == null ? CONTROLLERS : "*"),
                "--root-ca-file=" + pki.certificate("ca"),
                "--service-account-private-key-file=" + pki.key("sa"),
                "--use-service-account-credentials=true",
                "--profiling=false");
    }

    List<String> kubeScheduler() {
        return List.of(
                binaries.kubeScheduler().toString(),
                "--kubeconfig=" + Kubeconfigs.file(folder, "scheduler"),
                "--secure-port=0",
                "--leader-elect=false",
                "--profiling=false");
    }

    List<String> kwok() {
        return List.of(
                binaries.kwok().toString(),
                "--kubeconfig=" + Kubeconfigs.file(folder, "kwok"),
                "--config=" + folder.resolve("stages.yaml"),
                "--manage-all-nodes=false",
                "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
                "--node-lease-duration-seconds=40",
                "--node-ip=127.0.0.1");
    }
}
