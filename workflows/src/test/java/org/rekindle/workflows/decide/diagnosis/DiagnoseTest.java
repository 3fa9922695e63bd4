// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.API_ANSWERS;
import static org.rekindle.workflows.fakes.Sightings.API_EXPIRED;
import static org.rekindle.workflows.fakes.Sightings.HUB_WELL;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.certificate;
import static org.rekindle.workflows.fakes.Sightings.certificateThatEndsIn;
import static org.rekindle.workflows.fakes.Sightings.cluster;
import static org.rekindle.workflows.fakes.Sightings.seen;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

final class DiagnoseTest {

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final ApiSighting API_SILENT = ApiSighting.failing("connection refused", null);

    @ParameterizedTest
    @CsvSource({
        "P365D,      HEALTHY,  365",
        "PT720H,     HEALTHY,   30",
        "PT719H59M59S, EXPIRING, 29",
        "PT24H,      EXPIRING,   1",
        "PT1S,       EXPIRING,   0",
        "PT0S,       EXPIRED,    0",
        "PT-1S,      EXPIRED,   -1",
        "PT-24H,     EXPIRED,   -1",
        "PT-25H,     EXPIRED,   -2",
        "P-400D,     EXPIRED, -400",
    })
    void theTimeLeftDecides(Duration untilExpiry, Condition condition, long daysLeft) {
        Observation seen = seen(
                cluster(),
                certificate(NOW.minus(Duration.ofDays(500)), NOW.plus(untilExpiry)),
                condition == Condition.EXPIRED ? API_EXPIRED : API_ANSWERS,
                HUB_WELL);

        Diagnosis diagnosis = Diagnose.from(seen, RENEW_BEFORE);
        assertThat(diagnosis.condition()).isEqualTo(condition);
        assertThat(diagnosis.daysLeft()).isEqualTo(daysLeft);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, NOT_YET_VALID", "PT0S, HEALTHY", "PT-1S, HEALTHY", "P3D, NOT_YET_VALID"})
    void aCertificateThatIsNotValidYetMeansAWrongClock(Duration untilValid, Condition condition) {
        Observation seen = seen(
                cluster(),
                certificate(NOW.plus(untilValid), NOW.plus(Duration.ofDays(365))),
                apiSilentUnless(condition),
                HUB_WELL);

        assertThat(Diagnose.from(seen, RENEW_BEFORE).condition()).isEqualTo(condition);
    }

    private static ApiSighting apiSilentUnless(Condition condition) {
        return condition == Condition.HEALTHY ? API_ANSWERS : API_SILENT;
    }

    @Test
    void aCertificateThatIsNotYetValidAndHasEndedIsNoReasonToDestroy() {
        Observation seen = seen(cluster(), certificate(NOW.plusSeconds(10), NOW.minusSeconds(10)), API_SILENT, null);

        assertThat(Diagnose.from(seen, RENEW_BEFORE).condition()).isEqualTo(Condition.NOT_YET_VALID);
    }

    @Test
    void withoutACertificateNothingIsKnownOfItsExpiry() {
        CertificateSighting none = CertificateSighting.none("https://203.0.113.7:6443", "connect timed out");

        Diagnosis diagnosis = Diagnose.from(seen(cluster(), none, API_SILENT, null), RENEW_BEFORE);
        assertThat(diagnosis.condition()).isEqualTo(Condition.UNREACHABLE);
        assertThat(diagnosis.daysLeft()).isNull();
        assertThat(diagnosis.reason()).isEqualTo(Reason.of(ReasonCode.NO_CERTIFICATE, "detail", "connect timed out"));
    }

    @Test
    void anApiThatDoesNotAnswerIsNotTheCertificatesFault() {
        Diagnosis diagnosis = Diagnose.from(
                seen(cluster(), certificateThatEndsIn(Duration.ofDays(200)), API_SILENT, HUB_WELL), RENEW_BEFORE);

        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.OTHER_TROUBLE);
        assertThat(diagnosis.reason().facts()).containsEntry("trouble", API_SILENT.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_COMPLETE,    HEALTHY",
        "UPDATE_COMPLETE,    HEALTHY",
        "UPDATE_IN_PROGRESS, HEALTHY",
        "CREATE_FAILED,      BROKEN_OTHERWISE",
        "UPDATE_FAILED,      BROKEN_OTHERWISE",
        "DELETE_FAILED,      BROKEN_OTHERWISE",
    })
    void magnumsFailuresAreTroublesToo(String status, Condition condition) {
        Observation seen = seen(
                cluster(status, Samples.CURRENT, "v1.31.0"),
                certificateThatEndsIn(Duration.ofDays(200)),
                API_ANSWERS,
                HUB_WELL);

        assertThat(Diagnose.from(seen, RENEW_BEFORE).condition()).isEqualTo(condition);
    }

    @Test
    void aHubThatIsNotWellIsATrouble() {
        HubSighting sick = new HubSighting(false, "502 Bad Gateway");
        Diagnosis diagnosis = Diagnose.from(
                seen(cluster(), certificateThatEndsIn(Duration.ofDays(200)), API_ANSWERS, sick), RENEW_BEFORE);

        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.OTHER_TROUBLE);
        assertThat(diagnosis.reason().facts()).containsEntry("trouble", "502 Bad Gateway");
    }

    @Test
    void whatElseIsBrokenDoesNotHideTheExpiry() {
        Observation seen = seen(
                cluster("UPDATE_FAILED", Samples.CURRENT, "v1.31.0"),
                certificateThatEndsIn(Duration.ofHours(-1)),
                API_SILENT,
                new HubSighting(false, "503"));

        Diagnosis diagnosis = Diagnose.from(seen, RENEW_BEFORE);
        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.facts())
                .hasSize(4)
                .anySatisfy(fact -> assertThat(fact).contains("UPDATE_FAILED"));
    }

    @Test
    void aClusterThatMagnumDoesNotKnowIsAFact() {
        CertificateSighting none = CertificateSighting.none("(no address)", "Magnum knows no such cluster.");

        assertThat(Diagnose.from(seen(null, none, API_SILENT, null), RENEW_BEFORE)
                        .facts())
                .contains("Magnum knows no such cluster.");
    }
}
