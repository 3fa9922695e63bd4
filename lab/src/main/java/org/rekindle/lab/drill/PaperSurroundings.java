// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.KubernetesActivities;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.Endpoint;
import org.rekindle.workflows.model.Fleet;
import org.rekindle.workflows.model.KubernetesTarget;
import org.rekindle.workflows.model.NodesWanted;
import org.rekindle.workflows.model.PodsWanted;
import org.rekindle.workflows.model.ScaleUpProof;
import org.rekindle.workflows.model.ScaleUpRequest;
import org.rekindle.workflows.model.ServedCertificate;

/** What lies around the cloud: the fleet file, and clusters whose certificates are dates and whose nodes are always ready. */
final class PaperSurroundings implements FleetActivities, TlsActivities, KubernetesActivities {

    private static final Duration YEAR = Duration.ofDays(365);

    private final Function<String, ClusterProfile> profiles;
    private final Function<Endpoint, List<Instant>> issuedAt;

    /**
     * Surroundings.
     *
     * @param profiles the profile of a cluster by its id
     * @param issuedAt when the certificate was issued that is served there; empty when nothing answers
     */
    PaperSurroundings(Function<String, ClusterProfile> profiles, Function<Endpoint, List<Instant>> issuedAt) {
        this.profiles = profiles;
        this.issuedAt = issuedAt;
    }

    @Override
    public ClusterProfile describe(ClusterRef cluster) {
        return profiles.apply(cluster.cluster());
    }

    @Override
    public Fleet list() {
        return new Fleet(List.of());
    }

    @Override
    public CertificateSighting look(Endpoint endpoint) {
        return issuedAt.apply(endpoint).stream()
                .findFirst()
                .map(issued -> new CertificateSighting(
                        endpoint.address(),
                        new ServedCertificate(
                                "CN=kube-apiserver", List.of(), "CN=kubernetes", issued, issued.plus(YEAR), "ab"),
                        "served"))
                .orElseGet(() -> new CertificateSighting(endpoint.address(), null, "Connection refused."));
    }

    @Override
    public ApiSighting look(KubernetesTarget target) {
        return new ApiSighting(true, "It answers.", List.of());
    }

    @Override
    public ApiSighting awaitNodes(NodesWanted wanted) {
        return new ApiSighting(true, wanted.readyByGroup().keySet() + " ready", List.of());
    }

    @Override
    public ApiSighting awaitPods(PodsWanted wanted) {
        return new ApiSighting(true, "All pods are ready.", List.of());
    }

    @Override
    public ScaleUpProof proveScaleUp(ScaleUpRequest request) {
        throw new UnsupportedOperationException("No errand asks for a scale-up");
    }
}
