// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.KubernetesActivities;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.ApiTrouble;
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
import org.rekindle.workflows.model.SurveyTarget;
import org.rekindle.workflows.model.SurveyTargets;

/** What lies around the cloud: the fleet file, and clusters whose certificates are dates and whose nodes are always ready. */
final class PaperSurroundings implements FleetActivities, TlsActivities, KubernetesActivities {

    private static final Duration YEAR = Duration.ofDays(365);

    private final Function<String, ClusterProfile> profiles;
    private final Function<Endpoint, List<Instant>> issuedAt;
    private final Function<String, String> addressOf;
    private final Clock clock;

    /**
     * Surroundings.
     *
     * @param profiles the profile of a cluster by its id
     * @param issuedAt when the certificate was issued that is served there; empty when nothing answers
     * @param addressOf the API's address in a kubeconfig, by its reference
     */
    PaperSurroundings(
            Function<String, ClusterProfile> profiles,
            Function<Endpoint, List<Instant>> issuedAt,
            Function<String, String> addressOf,
            Clock clock) {
        this.profiles = profiles;
        this.issuedAt = issuedAt;
        this.addressOf = addressOf;
        this.clock = clock;
    }

    @Override
    public ClusterProfile describe(ClusterRef cluster) {
        return profiles.apply(cluster.cluster());
    }

    @Override
    public SurveyTargets targets(Fleet some) {
        return new SurveyTargets(
                some.clusters().stream().map(profiles).map(SurveyTarget::of).toList());
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
        ServedCertificate served =
                look(new Endpoint(addressOf.apply(target.kubeconfig()))).certificate();
        if (served == null) {
            return new ApiSighting(false, "Connection refused.", List.of(), ApiTrouble.SILENT);
        }
        return clock.instant().isBefore(served.notAfter())
                ? new ApiSighting(true, "It answers.", List.of())
                : new ApiSighting(false, "certificate has expired", List.of(), ApiTrouble.SERVER_CERTIFICATE_EXPIRED);
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
