// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** What may be seen of a cluster, at one fixed time. */
public final class Sightings {

    public static final Instant NOW = Instant.parse("2026-03-04T15:19:00Z");
    public static final ClusterIdentity IDENTITY = new ClusterIdentity(
            new ClusterUuid("11111111-0000-4000-8000-000000000001"),
            "binder-pythia-cluster",
            "binder-pythia-cluster-abcdefghijkl",
            Instant.parse("2025-03-03T16:00:00Z"));
    public static final ApiSighting API_ANSWERS = ApiSighting.answering("3 nodes", List.of());

    /** What a client says that checks the certificate of an API whose certificate has ended. */
    public static final ApiSighting API_EXPIRED =
            ApiSighting.failing("certificate has expired", ApiTrouble.SERVER_CERTIFICATE_EXPIRED);

    public static final ApiSighting API_SILENT = ApiSighting.failing("timed out", ApiTrouble.SILENT);
    public static final HubSighting HUB_WELL = new HubSighting(true, "ok");

    private Sightings() {}

    public static CertificateSighting certificate(Instant notBefore, Instant notAfter) {
        return new CertificateSighting(
                "https://203.0.113.7:6443",
                new ServedCertificate("CN=kube-apiserver", List.of(), "CN=kubernetes", notBefore, notAfter, "ab"),
                "served",
                null,
                List.of());
    }

    public static CertificateSighting certificateThatEndsIn(Duration untilExpiry) {
        Instant notAfter = NOW.plus(untilExpiry);
        return certificate(notAfter.minus(Duration.ofDays(365)), notAfter);
    }

    public static CloudCluster cluster(String status, Template template, @Nullable String version) {
        return new CloudCluster(
                IDENTITY,
                template.uuid(),
                ClusterStatus.of(status),
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

    public static CloudCluster ownCluster(ClusterIdentity identity, @Nullable RunMark runMark) {
        CloudCluster like = cluster();
        return new CloudCluster(
                identity,
                like.templateId(),
                ClusterStatus.of("CREATE_IN_PROGRESS"),
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
        return Observation.fromOnePath(NOW, cloud, certificate, api, hub);
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
                Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                List.of(),
                condition == Condition.EXPIRED || condition == Condition.EXPIRING ? Cause.API_SERVER : Cause.NONE,
                Certainty.CERTAIN,
                List.of());
    }
}
