// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.Template;

/** What may be seen of a cluster, at one fixed time. */
public final class Sightings {

    public static final Instant NOW = Instant.parse("2026-03-04T15:19:00Z");
    public static final ClusterIdentity IDENTITY = new ClusterIdentity(
            "11111111-0000-4000-8000-000000000001",
            "binder-pythia-cluster",
            "binder-pythia-cluster-abcdefghijkl",
            Instant.parse("2025-03-03T16:00:00Z"));
    public static final ApiSighting API_ANSWERS = new ApiSighting(true, "3 nodes", List.of());

    /** What a client says that checks the certificate of an API whose certificate has ended. */
    public static final ApiSighting API_EXPIRED =
            new ApiSighting(false, "certificate has expired", List.of(), ApiTrouble.SERVER_CERTIFICATE_EXPIRED);

    public static final ApiSighting API_SILENT = new ApiSighting(false, "timed out", List.of(), ApiTrouble.SILENT);
    public static final HubSighting HUB_WELL = new HubSighting(true, "ok");

    private Sightings() {}

    public static CertificateSighting certificate(Instant notBefore, Instant notAfter) {
        return new CertificateSighting(
                "https://203.0.113.7:6443",
                new ServedCertificate("CN=kube-apiserver", List.of(), "CN=kubernetes", notBefore, notAfter, "ab"),
                "served");
    }

    public static CertificateSighting certificateThatEndsIn(Duration untilExpiry) {
        Instant notAfter = NOW.plus(untilExpiry);
        return certificate(notAfter.minus(Duration.ofDays(365)), notAfter);
    }

    public static CloudCluster cluster(String status, Template template, @Nullable String version) {
        return new CloudCluster(
                IDENTITY,
                template.uuid(),
                status,
                null,
                "UNHEALTHY",
                Map.of(),
                "https://203.0.113.7:6443",
                version,
                Samples.shape(),
                null,
                null);
    }

    public static CloudCluster cluster() {
        return cluster("CREATE_COMPLETE", Samples.CURRENT, "v1.31.0");
    }

    public static CloudCluster ownCluster(ClusterIdentity identity, @Nullable String runMark) {
        CloudCluster like = cluster();
        return new CloudCluster(
                identity,
                like.templateId(),
                "CREATE_IN_PROGRESS",
                null,
                null,
                Map.of(),
                null,
                null,
                like.shape(),
                runMark,
                null);
    }

    public static Observation seen(
            @Nullable CloudCluster cloud, CertificateSighting certificate, ApiSighting api, @Nullable HubSighting hub) {
        return new Observation(NOW, cloud, certificate, api, hub);
    }

    public static Observation seen(Duration untilExpiry) {
        return seen(
                cluster(),
                certificateThatEndsIn(untilExpiry),
                untilExpiry.isNegative() || untilExpiry.isZero() ? API_EXPIRED : API_ANSWERS,
                HUB_WELL);
    }

    public static Diagnosis diagnosis(Condition condition) {
        return new Diagnosis(
                condition,
                1L,
                "a sentence.",
                List.of(),
                condition == Condition.EXPIRED || condition == Condition.EXPIRING ? Culprit.API_SERVER : Culprit.NONE,
                Certainty.CERTAIN,
                List.of());
    }
}
