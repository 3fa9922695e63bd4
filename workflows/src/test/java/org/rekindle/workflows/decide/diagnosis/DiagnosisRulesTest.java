// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.API_ANSWERS;
import static org.rekindle.workflows.fakes.Sightings.API_EXPIRED;
import static org.rekindle.workflows.fakes.Sightings.API_SILENT;
import static org.rekindle.workflows.fakes.Sightings.HUB_WELL;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.certificateThatEndsIn;
import static org.rekindle.workflows.fakes.Sightings.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.SeenCluster;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.OtherAuthority;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Which certificate it is, and what is said where that cannot be known. */
final class DiagnosisRulesTest {

    private static final Duration A_HUNDRED_DAYS = Duration.ofDays(100);
    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    @ParameterizedTest
    @CsvSource({
        "etcd-server, ETCD",
        "etcd-peer, ETCD",
        "etcd-healthcheck-client, ETCD",
        "apiserver-etcd-client, ETCD",
        "kubelet.conf, KUBELET",
        "apiserver-kubelet-client, KUBELET",
        "apiserver, API_SERVER",
        "controller-manager.conf, KUBECONFIG",
        "scheduler.conf, KUBECONFIG",
        "admin.conf, KUBECONFIG",
        "super-admin.conf, KUBECONFIG",
        "front-proxy-client, FRONT_PROXY",
    })
    void whatEndedOutOfSightIsNamed(String name, Cause cause) {
        Diagnosis diagnosis = onDisk(A_HUNDRED_DAYS, disk("apiserver", 100), disk(name, -1));

        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(diagnosis.daysLeft()).isEqualTo(-1);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.FILE_EXPIRED);
        assertThat(diagnosis.reason().facts()).containsEntry("file", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubelet-server", "apiserver-copy", "monitoring"})
    void whatNeitherKubeadmNorTheKubeletLogsInWithIsNoExpiry(String name) {
        assertThat(onDisk(A_HUNDRED_DAYS, disk(name, -1)).condition()).isEqualTo(Condition.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc-ca", "ca-old", "etcd-ca-old", "webhook-ca"})
    void pkiLeftoverAuthorityChangesNoDiagnosis(String name) {
        CertificateOnDisk leftOver = new CertificateOnDisk(name, NOW.minus(Duration.ofDays(1600)), true);

        assertThat(onDisk(A_HUNDRED_DAYS, disk("apiserver", 100), leftOver).condition())
                .isEqualTo(Condition.HEALTHY);
        assertThat(onDisk(AN_HOUR_AGO, disk("apiserver", -1), leftOver).cause()).isEqualTo(Cause.API_SERVER);
        assertThat(inSilence(null, disk("apiserver", 100), leftOver).condition())
                .isEqualTo(Condition.UNREACHABLE);
    }

    @Test
    void anAuthorityThatCountsOnOneMachineHasNotExpired() {
        CertificateOnDisk ended = new CertificateOnDisk("ca", NOW.minusSeconds(1), true);
        CertificateOnDisk counts = new CertificateOnDisk("ca", NOW.plusSeconds(1), true);

        assertThat(diagnose(A_HUNDRED_DAYS, API_ANSWERS, null, null, List.of(machine("a", null, ended)))
                        .cause())
                .isEqualTo(Cause.AUTHORITY);
        assertThat(diagnose(
                                A_HUNDRED_DAYS,
                                API_ANSWERS,
                                null,
                                null,
                                List.of(machine("a", null, ended), machine("b", null, counts)))
                        .condition())
                .isEqualTo(Condition.HEALTHY);
        assertThat(diagnose(A_HUNDRED_DAYS, API_ANSWERS, null, NOW, List.of(machine("a", null, counts)))
                        .condition())
                .isEqualTo(Condition.HEALTHY);
    }

    @Test
    void theFrontProxysAuthorityIsNoMatterForARebuild() {
        Diagnosis diagnosis =
                onDisk(A_HUNDRED_DAYS, new CertificateOnDisk("front-proxy-ca", NOW.minusSeconds(1), true));

        assertThat(diagnosis.cause()).isEqualTo(Cause.FRONT_PROXY);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.FRONT_PROXY_AUTHORITY_EXPIRED);
        assertThat(diagnosis.wouldTell()).containsExactly(Clue.NEW_FRONT_PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "etcd-server, 10, ETCD, EXPIRING",
        "scheduler.conf, 29, KUBECONFIG, EXPIRING",
        "front-proxy-client, 30, NONE, HEALTHY",
        "kubelet.conf, 10, NONE, HEALTHY",
    })
    void whatEndsFirstInTheFilesMakesTheClusterExpiring(String name, int days, Cause cause, Condition condition) {
        Diagnosis diagnosis = onDisk(A_HUNDRED_DAYS, disk("apiserver", 100), disk(name, days));

        assertThat(diagnosis.condition()).isEqualTo(condition);
        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.daysLeft()).isEqualTo(condition == Condition.HEALTHY ? 100 : days);
    }

    @Test
    void aServedCertificateThatEndsBeforeThoseInTheFilesIsTheOneThatIsNamed() {
        assertThat(onDisk(Duration.ofDays(5), disk("etcd-server", 10)).reason())
                .isEqualTo(Reason.of(ReasonCode.SERVED_EXPIRING, "left", "5 days")
                        .with("end", NOW.plus(Duration.ofDays(5))));
    }

    @Test
    void kubeletCredentialGoneIsToldByNameAndIsNoExpiry() {
        MachineSighting machine = new MachineSighting(
                "cp-0",
                true,
                List.of(disk("apiserver", 100)),
                "kubelet.conf is not there.",
                List.of("kubelet.conf"),
                null);
        Diagnosis diagnosis = diagnose(A_HUNDRED_DAYS, API_ANSWERS, null, null, List.of(machine));

        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.cause()).isEqualTo(Cause.KUBELET);
        assertThat(diagnosis.reason())
                .isEqualTo(Reason.of(ReasonCode.CREDENTIAL_MISSING, "host", "cp-0")
                        .with("credential", "kubelet.conf")
                        .with("detail", "kubelet.conf is not there."));
        assertThat(Diagnose.from(
                                new Observation(
                                        NOW,
                                        cluster(),
                                        CertificateSighting.none("https://203.0.113.7:6443", "refused"),
                                        API_SILENT,
                                        HUB_WELL,
                                        null,
                                        null,
                                        List.of(machine)),
                                Duration.ofDays(30))
                        .cause())
                .isEqualTo(Cause.KUBELET);
    }

    @Test
    void ofThreeMachinesOneThatWasRenewedDoesNotMeanThatOnlyARestartIsMissing() {
        CloudCluster three = withMasters(3);
        MachineSighting one = machine("cp-0", AN_HOUR_AGO, disk("apiserver", 364));
        MachineSighting other = machine("cp-1", AN_HOUR_AGO, disk("apiserver", 363));
        MachineSighting third = machine("cp-2", AN_HOUR_AGO, disk("apiserver", 364));

        assertThat(of(three, one).cause()).isEqualTo(Cause.API_SERVER);
        assertThat(of(three, one, other).cause()).isEqualTo(Cause.API_SERVER);
        assertThat(of(three, one, other, third).cause()).isEqualTo(Cause.NOT_RESTARTED);
        assertThat(of(three, one, other, machine("cp-2", AN_HOUR_AGO, disk("apiserver", -1)))
                        .cause())
                .isEqualTo(Cause.API_SERVER);
        assertThat(of(three, one, other, machine("cp-2", null, disk("apiserver", 364)))
                        .cause())
                .as("what nobody has seen of it")
                .isEqualTo(Cause.API_SERVER);
        assertThat(of(three, one, other, machine("cp-2", A_HUNDRED_DAYS, disk("apiserver", 364)))
                        .cause())
                .as("one that was restarted")
                .isEqualTo(Cause.API_SERVER);
    }

    @ParameterizedTest
    @CsvSource({"364, NOT_RESTARTED, ONE_SERVER_NOT_RESTARTED", "-1, API_SERVER, ONE_SERVER_EXPIRED"})
    void oneApiServerBehindTheAddressThatServesWhatHasEndedIsFound(int file, Cause cause, ReasonCode code) {
        Diagnosis diagnosis = diagnose(
                A_HUNDRED_DAYS,
                API_ANSWERS,
                null,
                null,
                List.of(
                        machine("cp-0", A_HUNDRED_DAYS, disk("apiserver", 100)),
                        machine("cp-1", AN_HOUR_AGO, disk("apiserver", file))));

        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.reason().code()).isEqualTo(code);
        assertThat(diagnosis.reason().facts()).containsEntry("host", "cp-1");
    }

    private static MachineSighting machine(String host, @Nullable Duration serves, CertificateOnDisk... certificates) {
        return new MachineSighting(
                host,
                true,
                List.of(certificates),
                "kubeadm can renew here.",
                List.of(),
                serves == null ? null : NOW.plus(serves));
    }

    private static CloudCluster withMasters(int masters) {
        Shape shape = Samples.shape();
        return new SeenCluster("CREATE_COMPLETE")
                .shaped(new Shape(
                        masters,
                        shape.masterFlavor(),
                        shape.nodeGroups(),
                        shape.keypair(),
                        shape.fixedNetwork(),
                        shape.fixedSubnet(),
                        shape.masterLoadBalancer(),
                        shape.floatingIp(),
                        shape.labels()))
                .seen();
    }

    private static Diagnosis of(CloudCluster cloud, MachineSighting... machines) {
        return Diagnose.from(
                new Observation(
                        NOW,
                        cloud,
                        certificateThatEndsIn(AN_HOUR_AGO),
                        API_EXPIRED,
                        HUB_WELL,
                        null,
                        null,
                        List.of(machines)),
                Duration.ofDays(30));
    }

    @Test
    void ofSeveralThatHaveEndedTheFirstIsNamed() {
        Diagnosis diagnosis = onDisk(A_HUNDRED_DAYS, disk("etcd-server", -1), disk("etcd-peer", -3));

        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.FILE_EXPIRED);
        assertThat(diagnosis.reason().facts()).containsEntry("file", "etcd-peer");
        assertThat(diagnosis.daysLeft()).isEqualTo(-3);
    }

    @Test
    void aCertificateOnDiskThatEndsThisSecondHasEnded() {
        CertificateOnDisk now = new CertificateOnDisk("etcd-server", NOW, false);

        assertThat(onDisk(A_HUNDRED_DAYS, now).cause()).isEqualTo(Cause.ETCD);
        assertThat(onDisk(A_HUNDRED_DAYS, new CertificateOnDisk("etcd-server", NOW.plusSeconds(1), false))
                        .condition())
                .isEqualTo(Condition.EXPIRING);
    }

    @Test
    void whatWasRenewedAndNotRestartedIsToldFromWhatWasNotRenewed() {
        Diagnosis renewed = onDisk(AN_HOUR_AGO, disk("apiserver", 364));
        Diagnosis old = onDisk(AN_HOUR_AGO, disk("apiserver", -1));

        assertThat(renewed.cause()).isEqualTo(Cause.NOT_RESTARTED);
        assertThat(renewed.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(renewed.reason().code()).isEqualTo(ReasonCode.NOT_RESTARTED);
        assertThat(old.cause()).isEqualTo(Cause.API_SERVER);
    }

    @Test
    void anAuthorityThatEndedIsSaidBeforeTheCertificatesThatItSigned() {
        Diagnosis diagnosis = onDisk(AN_HOUR_AGO, new CertificateOnDisk("ca", NOW.minusSeconds(1), true));

        assertThat(diagnosis.cause()).isEqualTo(Cause.AUTHORITY);
        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.AUTHORITY_EXPIRED);
    }

    @Test
    void theAuthorityThatMagnumNamesIsLookedAtToo() {
        assertThat(diagnose(A_HUNDRED_DAYS, API_ANSWERS, null, NOW, List.of()).cause())
                .isEqualTo(Cause.AUTHORITY);
        assertThat(diagnose(A_HUNDRED_DAYS, API_ANSWERS, null, NOW.plusSeconds(1), List.of())
                        .condition())
                .isEqualTo(Condition.HEALTHY);
    }

    @Test
    void twoLooksThatSeeTheSameMakeAnExpiryCertain() {
        CertificateSighting same = certificateThatEndsIn(AN_HOUR_AGO);

        assertThat(diagnose(AN_HOUR_AGO, API_SILENT, same, null, List.of()).certainty())
                .isEqualTo(Certainty.CERTAIN);
        Diagnosis once = diagnose(AN_HOUR_AGO, API_SILENT, null, null, List.of());
        assertThat(once.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(once.wouldTell()).containsExactly(Clue.SECOND_PATH);
    }

    @Test
    void anApiThatSaysSoItselfMakesAnExpiryCertain() {
        ApiSighting says = api(ApiTrouble.SERVER_CERTIFICATE_EXPIRED, "certificate has expired");

        assertThat(diagnose(AN_HOUR_AGO, says, null, null, List.of()).certainty())
                .isEqualTo(Certainty.CERTAIN);
    }

    @ParameterizedTest
    @CsvSource({
        // issuer,      begins, ends, condition; in hours, where the first look sees one that ended an hour ago
        "CN=kubernetes, -8000, -2, EXPIRED",
        "CN=kubernetes, -8000, 2, CANNOT_KNOW",
        "CN=kubernetes, 2, 8000, CANNOT_KNOW",
        "CN=proxy,      -8000, -2, CANNOT_KNOW",
    })
    void severalApiServersBehindOneAddressMayServeOneCertificateEach(
            String issuer, int begins, int ends, Condition condition) {
        ServedCertificate other = new ServedCertificate(
                "CN=kube-apiserver",
                List.of(),
                issuer,
                NOW.plus(Duration.ofHours(begins)),
                NOW.plus(Duration.ofHours(ends)),
                "cd");
        CertificateSighting elsewhere =
                new CertificateSighting("https://203.0.113.7:6443", other, "served", null, List.of());

        assertThat(diagnose(AN_HOUR_AGO, API_EXPIRED, elsewhere, null, List.of())
                        .condition())
                .isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource({
        // served until, also served until, its issuer,      condition, reason, how many
        "100, 200, CN=kubernetes, HEALTHY,     HEALTHY, 2",
        "100, 200, CN=other,      HEALTHY,     HEALTHY, 2",
        "10,  200, CN=kubernetes, EXPIRING,    SERVED_EXPIRING, 2",
        "-1,  200, CN=kubernetes, CANNOT_KNOW, SERVERS_DIFFER,",
        "-2,  -1,  CN=kubernetes, EXPIRED,     SERVED_EXPIRED, 2",
        "-2,  -1,  CN=proxy,      CANNOT_KNOW, SERVERS_DIFFER_IN_AUTHORITY,",
    })
    void tlsTwoBackendsAreJudgedTogether(
            int ends, int otherEnds, String issuer, Condition condition, ReasonCode code, @Nullable String others) {
        Diagnosis diagnosis = several(ends, otherEnds, issuer, List.of());

        assertThat(diagnosis.condition()).isEqualTo(condition);
        assertThat(diagnosis.reason().code()).isEqualTo(code);
        assertThat(diagnosis.reason().facts().get("others")).isEqualTo(others);
        assertThat(diagnosis.facts().get(0)).contains("at the same address a certificate");
    }

    @ParameterizedTest
    @CsvSource({"-1, EXPIRED, API_SERVER", "300, EXPIRED, NOT_RESTARTED"})
    void theFilesTellWhichOfTheServersHasTheExpiredOne(int onDisk, Condition condition, Cause cause) {
        Diagnosis diagnosis = several(
                -1,
                200,
                "CN=kubernetes",
                List.of(new MachineSighting(
                        "cp-0", true, List.of(disk("apiserver", onDisk)), "kubeadm can renew.", List.of(), null)));

        assertThat(diagnosis.condition()).isEqualTo(condition);
        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.daysLeft()).isEqualTo(-1);
    }

    private static Diagnosis several(int ends, int otherEnds, String issuer, List<MachineSighting> machines) {
        ServedCertificate other = new ServedCertificate(
                "CN=kube-apiserver",
                List.of(),
                issuer,
                NOW.minus(Duration.ofDays(500)),
                NOW.plus(Duration.ofDays(otherEnds)),
                "cd");
        CertificateSighting one = certificateThatEndsIn(Duration.ofDays(ends));
        return Diagnose.from(
                new Observation(
                        NOW,
                        cluster(),
                        new CertificateSighting(
                                one.address(), one.certificate(), "served", one.lookedAt(), List.of(other)),
                        ends < 0 ? API_EXPIRED : API_ANSWERS,
                        HUB_WELL,
                        null,
                        null,
                        machines),
                Duration.ofDays(30));
    }

    @Test
    void anApiThatAnswersIsNotUnreachableForALookThatBrokeOff() {
        CertificateSighting reset =
                CertificateSighting.none("https://203.0.113.7:6443", "the connection broke off (reset).");
        Diagnosis diagnosis = Diagnose.from(
                new Observation(
                        NOW,
                        cluster(),
                        reset,
                        API_ANSWERS,
                        HUB_WELL,
                        null,
                        null,
                        List.of(new MachineSighting(
                                "cp-0", false, List.of(disk("etcd-server", -1)), "No kubeadm.", List.of(), null))),
                Duration.ofDays(30));

        assertThat(diagnosis.condition()).isEqualTo(Condition.CANNOT_KNOW);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.NO_CERTIFICATE_API_ANSWERS);
        assertThat(diagnosis.reason().facts()).containsEntry("detail", reset.detail());
    }

    @ParameterizedTest
    @CsvSource({"100, false", "10, false", "-1, true"})
    void anAuthorityThatWasRotatedUnderItsNameIsNamedBeforeAndAfterExpiry(int days, boolean expired) {
        ApiSighting rotated = new ApiSighting(
                false,
                "not signed",
                List.of(),
                ApiTrouble.OTHER_AUTHORITY,
                new OtherAuthority(true, "CN=kubernetes", "AA:BB", List.of("CC:DD", "EE:FF")));

        Diagnosis diagnosis = diagnose(Duration.ofDays(days), rotated, null, null, List.of());

        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.cause()).isEqualTo(Cause.WRONG_AUTHORITY);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.AUTHORITY_ROTATED);
        assertThat(diagnosis.reason().facts())
                .containsEntry("named", "CC:DD, EE:FF")
                .containsEntry("key", "AA:BB")
                .containsEntry("issuer", "CN=kubernetes");
        assertThat(diagnosis.reason().facts().containsKey("expired")).isEqualTo(expired);
    }

    @Test
    void anApiThatAnswersThoughItsCertificateHasEndedIsAContradiction() {
        Diagnosis diagnosis = diagnose(AN_HOUR_AGO, API_ANSWERS, null, null, List.of());

        assertThat(diagnosis.condition()).isEqualTo(Condition.CANNOT_KNOW);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.EXPIRED_BUT_API_ANSWERS);
        assertThat(diagnosis.wouldTell()).contains(Clue.SEVERAL_SERVERS);
    }

    @Test
    void anApiThatNobodyAskedSpeaksNeitherForNorAgainst() {
        assertThat(diagnose(AN_HOUR_AGO, ApiSighting.notAsked(), null, null, List.of())
                        .condition())
                .isEqualTo(Condition.EXPIRED);
        assertThat(diagnose(A_HUNDRED_DAYS, ApiSighting.notAsked(), null, null, List.of())
                        .condition())
                .isEqualTo(Condition.HEALTHY);
    }

    @Test
    void aCertificateThatEndedAndThatAnotherAuthoritySignedMayBeSomebodyElses() {
        ApiSighting stranger = api(ApiTrouble.OTHER_AUTHORITY, "unknown authority");
        Diagnosis diagnosis = diagnose(AN_HOUR_AGO, stranger, null, null, List.of());

        assertThat(diagnosis.condition()).isEqualTo(Condition.CANNOT_KNOW);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.EXPIRED_OF_OTHER_AUTHORITY);
        assertThat(diagnosis.wouldTell()).contains(Clue.AUTHORITY_ROTATED_OR_MOVED);
    }

    @ParameterizedTest
    @CsvSource({"-1, EXPIRED", "364, CANNOT_KNOW"})
    void onlyFilesThatHaveEndedSettleWhatTheWireAndTheApiDoNot(int days, Condition condition) {
        List<MachineSighting> machines = List.of(new MachineSighting(
                "cp-0", true, List.of(disk("apiserver", days)), "kubeadm can renew here.", List.of(), null));
        ApiSighting stranger = api(ApiTrouble.OTHER_AUTHORITY, "unknown authority");

        assertThat(diagnose(AN_HOUR_AGO, API_ANSWERS, null, null, machines).condition())
                .isEqualTo(condition);
        assertThat(diagnose(AN_HOUR_AGO, stranger, null, null, machines).condition())
                .isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource({
        "etcd-server, ETCD",
        "apiserver-etcd-client, ETCD",
        "kubelet.conf, KUBELET",
        "apiserver, API_SERVER",
    })
    void whereNothingIsServedTheFilesTellWhy(String name, Cause cause) {
        Diagnosis diagnosis = inSilence(null, disk("apiserver", 100), disk(name, -1));

        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.EXPIRED_AND_SILENT);
        assertThat(diagnosis.reason().facts()).containsEntry("file", name);
    }

    @Test
    void whereNothingIsServedAnAuthorityThatEndedIsSaidFirst() {
        CertificateOnDisk authority = new CertificateOnDisk("etcd-ca", NOW.minusSeconds(1), true);

        assertThat(inSilence(null, disk("etcd-server", -1), authority).cause()).isEqualTo(Cause.AUTHORITY);
    }

    @Test
    void silenceAloneIsNoProofOfExpiry() {
        assertThat(inSilence(null, disk("etcd-server", 100), disk("admin.conf", -1))
                        .condition())
                .isEqualTo(Condition.UNREACHABLE);
    }

    @Test
    void whatIsServedOnTheSecondPathIsNoSilence() {
        assertThat(inSilence(certificateThatEndsIn(A_HUNDRED_DAYS), disk("etcd-server", -1))
                        .condition())
                .isEqualTo(Condition.UNREACHABLE);
        assertThat(inSilence(CertificateSighting.none("https://203.0.113.7:6443", "timed out"), disk("etcd-server", -1))
                        .condition())
                .isEqualTo(Condition.EXPIRED);
    }

    private static Diagnosis inSilence(@Nullable CertificateSighting elsewhere, CertificateOnDisk... certificates) {
        return Diagnose.from(
                new Observation(
                        NOW,
                        cluster(),
                        CertificateSighting.none("https://203.0.113.7:6443", "connection refused"),
                        API_SILENT,
                        HUB_WELL,
                        elsewhere,
                        null,
                        List.of(new MachineSighting(
                                "cp-0", true, List.of(certificates), "kubeadm can renew here.", List.of(), null))),
                Duration.ofDays(30));
    }

    @Test
    void twoLooksThatContradictEachOtherTellNothing() {
        ServedCertificate other =
                new ServedCertificate("CN=proxy", List.of(), "CN=proxy", NOW, NOW.plus(A_HUNDRED_DAYS), "cd");
        Diagnosis another = diagnose(
                AN_HOUR_AGO,
                API_ANSWERS,
                new CertificateSighting("https://203.0.113.7:6443", other, "served", null, List.of()),
                null,
                List.of());
        Diagnosis none = diagnose(
                AN_HOUR_AGO,
                API_ANSWERS,
                CertificateSighting.none("https://203.0.113.7:6443", "timed out"),
                null,
                List.of());

        assertThat(List.of(another, none)).allSatisfy(diagnosis -> {
            assertThat(diagnosis.condition()).isEqualTo(Condition.CANNOT_KNOW);
            assertThat(diagnosis.certainty()).isEqualTo(Certainty.UNKNOWN);
            assertThat(diagnosis.wouldTell()).containsExactly(Clue.BOTH_LOOKS_AGAIN, Clue.PROXY_ON_A_PATH);
            assertThat(diagnosis.daysLeft()).isNull();
        });
        assertThat(another.reason().code()).isEqualTo(ReasonCode.LOOKS_DIFFER);
        assertThat(another.reason().facts())
                .containsEntry("other", other.notAfter().toString());
        assertThat(none.reason().code()).isEqualTo(ReasonCode.LOOKS_DIFFER_NONE_SEEN);
        assertThat(none.reason().facts()).containsEntry("detail", "timed out");
        assertThat(another.facts()).anyMatch(fact -> fact.startsWith("Seen on the second path: "));
    }

    @ParameterizedTest
    @CsvSource({"PT-3H, CANNOT_KNOW", "PT-30M, EXPIRED", "PT2H, EXPIRED"})
    void twoClocksOfOursMustAgreeThatItHasEnded(Duration workersClock, Condition condition) {
        Instant notAfter = NOW.minus(Duration.ofHours(1));
        CertificateSighting seen = new CertificateSighting(
                "https://203.0.113.7:6443",
                new ServedCertificate(
                        "CN=kube-apiserver", List.of(), "CN=k", NOW.minus(A_HUNDRED_DAYS), notAfter, "ab"),
                "served",
                NOW.plus(workersClock),
                List.of());
        Diagnosis diagnosis =
                Diagnose.from(Observation.fromOnePath(NOW, cluster(), seen, API_SILENT, HUB_WELL), Duration.ofDays(30));

        assertThat(diagnosis.condition()).isEqualTo(condition);
        if (condition == Condition.CANNOT_KNOW) {
            assertThat(diagnosis.cause()).isEqualTo(Cause.CLOCK);
            assertThat(diagnosis.reason().code()).isEqualTo(ReasonCode.CLOCKS_DIFFER);
            assertThat(diagnosis.reason().facts()).containsEntry("apart", "3 h");
        }
    }

    @Test
    void aClockOfOursMayDisagreeOnTheBeginningToo() {
        CertificateSighting seen = new CertificateSighting(
                "https://203.0.113.7:6443",
                new ServedCertificate(
                        "CN=kube-apiserver", List.of(), "CN=k", NOW.minusSeconds(10), NOW.plus(A_HUNDRED_DAYS), "ab"),
                "served",
                NOW.minusSeconds(20),
                List.of());

        assertThat(Diagnose.from(
                                Observation.fromOnePath(NOW, cluster(), seen, API_ANSWERS, HUB_WELL),
                                Duration.ofDays(30))
                        .condition())
                .isEqualTo(Condition.CANNOT_KNOW);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_REFUSED, Unauthorized, CLIENT, LIKELY",
        "OTHER_AUTHORITY, unknown authority, WRONG_AUTHORITY, LIKELY",
        "SERVER_ERROR, 'etcd: deadline exceeded', ETCD, UNKNOWN",
        "SERVER_ERROR, 'ETCD is gone', ETCD, UNKNOWN",
        "SERVER_ERROR, internal error, NONE, LIKELY",
        "SILENT, 'nothing from etcd', NONE, LIKELY",
        "FORBIDDEN, nodes is forbidden, NONE, LIKELY",
    })
    void whatTheApiAnswersTellsWhoseTroubleItIs(ApiTrouble trouble, String said, Cause cause, Certainty certainty) {
        Diagnosis diagnosis = diagnose(A_HUNDRED_DAYS, api(trouble, said), null, null, List.of());

        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.certainty()).isEqualTo(certainty);
        assertThat(diagnosis.wouldTell().isEmpty()).isEqualTo(cause == Cause.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-04T15:19:00Z, KUBELET, KUBELETS_SILENT_FOR_AGE",
        "2025-03-04T15:19:01Z, UNKNOWN, KUBELETS_SILENT"
    })
    void nodesThatAllAreSilentMakeOneThinkOfKubeletsWhereTheClusterIsOldEnough(
            Instant createdAt, Cause cause, ReasonCode code) {
        CloudCluster cloud = new SeenCluster("CREATE_COMPLETE")
                .of(new ClusterIdentity(Samples.clusterUuid("u"), "n", "s", createdAt))
                .seen();
        Diagnosis diagnosis = Diagnose.from(
                Sightings.seen(cloud, certificateThatEndsIn(A_HUNDRED_DAYS), nodes(false, false), HUB_WELL),
                Duration.ofDays(30));

        assertThat(diagnosis.cause()).isEqualTo(cause);
        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(diagnosis.reason().code()).isEqualTo(code);
        assertThat(diagnosis.reason().facts()).containsEntry("nodes", "2");
        assertThat(diagnosis.wouldTell()).containsExactly(Clue.LOG_OF_A_KUBELET);
    }

    @Test
    void oneNodeThatIsReadyIsEnoughToBelieveInKubelets() {
        assertThat(Diagnose.from(
                                Sightings.seen(
                                        cluster(), certificateThatEndsIn(A_HUNDRED_DAYS), nodes(true, false), HUB_WELL),
                                Duration.ofDays(30))
                        .condition())
                .isEqualTo(Condition.HEALTHY);
    }

    @Test
    void whatTheMachinesHoldIsAmongTheFacts() {
        Diagnosis diagnosis = onDisk(A_HUNDRED_DAYS, disk("apiserver", 100));

        assertThat(diagnosis.facts())
                .anySatisfy(fact -> assertThat(fact).contains("On the machine cp-0", "apiserver until"));
    }

    private static CertificateOnDisk disk(String name, int days) {
        return new CertificateOnDisk(name, NOW.plus(Duration.ofDays(days)), false);
    }

    private static Diagnosis onDisk(Duration served, CertificateOnDisk... certificates) {
        return diagnose(
                served,
                served.isNegative() ? API_EXPIRED : API_ANSWERS,
                null,
                null,
                List.of(new MachineSighting(
                        "cp-0", true, List.of(certificates), "kubeadm can renew here.", List.of(), null)));
    }

    private static Diagnosis diagnose(
            Duration served,
            ApiSighting api,
            @Nullable CertificateSighting elsewhere,
            @Nullable Instant authorityEnds,
            List<MachineSighting> machines) {
        return Diagnose.from(
                new Observation(
                        NOW,
                        cluster(),
                        certificateThatEndsIn(served),
                        api,
                        HUB_WELL,
                        elsewhere,
                        authorityEnds,
                        machines),
                Duration.ofDays(30));
    }

    private static ApiSighting api(ApiTrouble trouble, String said) {
        return ApiSighting.failing(said, trouble);
    }

    private static ApiSighting nodes(boolean... ready) {
        List<NodeSighting> nodes = new java.util.ArrayList<>();
        for (boolean each : ready) {
            nodes.add(new NodeSighting("node-" + nodes.size(), "default-worker", each, "v1.31.0"));
        }
        return ApiSighting.answering("it answers", List.copyOf(nodes));
    }
}
