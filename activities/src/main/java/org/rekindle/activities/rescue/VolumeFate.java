// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.RescuedVolume;

/** Whether a volume outlives its cluster. Of Cinder's it is known only after the delete, so all of them may. */
final class VolumeFate {

    private static final String RETAIN = "Retain";

    /** They keep volumes on the disks of the cluster's own machines. */
    private static final Set<String> ON_MACHINES = Set.of(
            "driver.longhorn.io",
            "io.openebs.csi-mayastor",
            "linstor.csi.linbit.com",
            "rook-ceph.cephfs.csi.ceph.com",
            "rook-ceph.rbd.csi.ceph.com");

    /** The last part of a label that names one machine, such as {@code kubernetes.io/hostname} or {@code topology.topolvm.io/node}. */
    private static final Set<String> MACHINE_LABELS = Set.of("hostname", "node", "nodename");

    private final KubernetesClient client;
    private @Nullable Set<String> addresses;

    VolumeFate(KubernetesClient client) {
        this.client = client;
    }

    /** Why a volume is not to be claimed again, the end of a sentence; null where it is. */
    @Nullable
    String doubt(PersistentVolume volume) {
        VolumeSource source = VolumeSource.of(volume);
        if (source != null && source.driver().equals(RescuedVolume.CINDER)) {
            return null;
        }
        if (isOnMachine(volume.getSpec(), source)) {
            return "the data are on machines of the cluster, and go with it.";
        }
        if (source == null) {
            return "the volume is neither of a CSI driver nor an NFS, so it is not known what becomes of it.";
        }
        if (source.server() != null && isOfCluster(source.server())) {
            return "the data are served by the cluster itself (" + source.server() + "), which goes.";
        }
        String policy = volume.getSpec().getPersistentVolumeReclaimPolicy();
        if (!RETAIN.equals(policy)) {
            return "the reclaim policy of the volume is " + policy + ", so it is not known whether " + source.driver()
                    + " keeps it. Set the policy to Retain: the next plan has the claim then.";
        }
        return null;
    }

    private static boolean isOnMachine(PersistentVolumeSpec spec, @Nullable VolumeSource source) {
        if (spec.getLocal() != null || spec.getHostPath() != null) {
            return true;
        }
        return source != null && ON_MACHINES.contains(source.driver()) || isTiedToMachine(spec);
    }

    private static boolean isTiedToMachine(PersistentVolumeSpec spec) {
        if (spec.getNodeAffinity() == null || spec.getNodeAffinity().getRequired() == null) {
            return false;
        }
        return spec.getNodeAffinity().getRequired().getNodeSelectorTerms().stream()
                .flatMap(term -> term.getMatchExpressions().stream())
                .map(NodeSelectorRequirement::getKey)
                .anyMatch(key -> MACHINE_LABELS.contains(key.substring(key.lastIndexOf('/') + 1)));
    }

    private boolean isOfCluster(String server) {
        if (server.endsWith(".svc") || server.contains(".svc.")) {
            return true;
        }
        if (addresses == null) {
            Stream<String> services = client.services().inAnyNamespace().list().getItems().stream()
                    .flatMap(VolumeFate::addresses);
            Stream<String> nodes = client.nodes().list().getItems().stream()
                    .filter(node -> node.getStatus() != null)
                    .flatMap(node -> node.getStatus().getAddresses().stream())
                    .map(NodeAddress::getAddress);
            addresses = Stream.concat(services, nodes).collect(Collectors.toUnmodifiableSet());
        }
        return addresses.contains(server);
    }

    private static Stream<String> addresses(Service service) {
        ServiceSpec spec = service.getSpec();
        Stream<String> within = Stream.concat(
                Stream.ofNullable(spec.getClusterIP()),
                Stream.of(spec.getClusterIPs(), spec.getExternalIPs())
                        .filter(Objects::nonNull)
                        .flatMap(List::stream));
        Stream<String> outside =
                service.getStatus() == null || service.getStatus().getLoadBalancer() == null
                        ? Stream.of()
                        : service.getStatus().getLoadBalancer().getIngress().stream()
                                .flatMap(ingress -> Stream.of(ingress.getIp(), ingress.getHostname()))
                                .filter(Objects::nonNull);
        return Stream.concat(within, outside);
    }
}
