// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.fake.FakeFacts.Proof;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.KubernetesTarget;
import org.rekindle.workflows.api.KubernetesActivities.NodesWanted;
import org.rekindle.workflows.api.KubernetesActivities.PodsWanted;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpProof;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpRequest;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.observation.OtherAuthority;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** Kubernetes APIs simulated, and the certificates that they serve. */
public final class FakeKubernetes implements TlsActivities, KubernetesActivities {

    /** Of each cluster's ingress: an address for documentation (RFC 5737). */
    private static final String INGRESS = "192.0.2.7";

    private final FakeSite site;
    private final Set<String> looked = ConcurrentHashMap.newKeySet();

    /** APIs of this site. */
    public FakeKubernetes(FakeSite site) {
        this.site = site;
    }

    @Override
    public CertificateSighting look(Endpoint endpoint) {
        Instant now = site.now();
        if (site.isReset()) {
            return new CertificateSighting(
                    endpoint.address(), null, "The connection broke off (Connection reset).", now, List.of());
        }
        return site.served(endpoint.address())
                .map(certificate -> sighting(endpoint, certificate, now))
                .orElseGet(
                        () -> new CertificateSighting(endpoint.address(), null, "Connection refused.", now, List.of()));
    }

    /** As the probe reports several: the first to expire first. */
    private CertificateSighting sighting(Endpoint endpoint, ServedCertificate certificate, Instant now) {
        List<ServedCertificate> all = Stream.concat(
                        Stream.of(certificate), site.alsoServed(endpoint.address()).stream())
                .sorted(Comparator.comparing(ServedCertificate::notAfter))
                .toList();
        return new CertificateSighting(endpoint.address(), all.get(0), "served", now, all.subList(1, all.size()));
    }

    @Override
    public ApiSighting look(KubernetesTarget target) {
        Instant now = site.now();
        @Nullable
        SimulatedControlPlane plane = site.ofKubeconfig(target.kubeconfig()).orElse(null);
        if (plane == null || !plane.serves()) {
            return trouble(ApiTrouble.SILENT, "Nothing listens there: Connection refused.");
        }
        ServedCertificate served = site.served(plane);
        FakeFacts.Api api = site.facts().api();
        // Keys are compared first: to Java, an expired certificate of another authority is an expired one.
        if (api != null && api.sameName() && site.isFirst(plane.clusterUuid())) {
            return new ApiSighting(
                    false,
                    api.says(),
                    List.of(),
                    api.trouble(),
                    new OtherAuthority(
                            true, served.issuer(), "3A:11:0C:5E:9D:42:77:08", List.of("B7:60:F2:19:84:CE:2B:D1")));
        }
        if (!now.isBefore(served.notAfter())) {
            return trouble(
                    ApiTrouble.SERVER_CERTIFICATE_EXPIRED,
                    "It serves a certificate that expired at " + served.notAfter() + ".");
        }
        if (now.isBefore(served.notBefore())) {
            return trouble(
                    ApiTrouble.SERVER_CERTIFICATE_NOT_YET_VALID,
                    "It serves a certificate that is not valid before " + served.notBefore() + ".");
        }
        if (api != null && site.isFirst(plane.clusterUuid()) && stillInTrouble(api, target.kubeconfig())) {
            return trouble(api.trouble(), api.says());
        }
        boolean ready = !site.isFirst(plane.clusterUuid()) || site.facts().nodesReady();
        return ApiSighting.answering(
                "It answers.",
                List.of(new NodeSighting(plane.clusterName() + "-core", "core", ready, plane.version())));
    }

    /** The first look is by the certificate that was kept; the run then has a new one signed. */
    private boolean stillInTrouble(FakeFacts.Api api, String kubeconfig) {
        return looked.add(kubeconfig) || !api.curedByFreshCertificate();
    }

    private static ApiSighting trouble(ApiTrouble trouble, String says) {
        return ApiSighting.failing(says, trouble);
    }

    @Override
    public ApiSighting awaitNodes(NodesWanted wanted) {
        String instead = site.insteadOf(Proof.NODES);
        if (instead != null) {
            throw Failures.stillWaiting(instead, wanted.pollEvery());
        }
        List<NodeSighting> nodes = new ArrayList<>();
        for (Map.Entry<String, Integer> group : wanted.readyByGroup().entrySet()) {
            for (int node = 1; node <= group.getValue(); node++) {
                nodes.add(new NodeSighting(group.getKey() + "-" + node, group.getKey(), true, "v1"));
            }
        }
        return ApiSighting.answering(nodes.size() + " nodes are ready.", nodes);
    }

    @Override
    public ApiSighting awaitPods(PodsWanted wanted) {
        return ApiSighting.answering("All pods of " + wanted.namespace() + " are ready.", List.of());
    }

    @Override
    public PodTroubles podTroubles(LabelledPods pods) {
        return new PodTroubles(List.of());
    }

    @Override
    public ServiceAddress awaitAddress(ServiceWanted wanted) {
        return new ServiceAddress(List.of(INGRESS));
    }

    @Override
    public void awaitNodeGone(NodeToGo node) {
        String instead = site.insteadOf(Proof.SCALE_DOWN);
        if (instead != null) {
            throw Failures.stillWaiting(instead, node.pollEvery());
        }
    }

    @Override
    public ScaleUpProof proveScaleUp(ScaleUpRequest request) {
        String instead = site.insteadOf(Proof.SCALE_UP);
        return instead == null
                ? new ScaleUpProof(
                        true,
                        request.nodeGroup() + "-new",
                        List.of("A pod that did not fit made one more node in " + request.nodeGroup() + "."))
                : new ScaleUpProof(false, null, List.of(instead));
    }
}
