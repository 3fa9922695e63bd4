// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.decide.Sightings.API_ANSWERS;
import static org.rekindle.workflows.decide.Sightings.API_EXPIRED;
import static org.rekindle.workflows.decide.Sightings.API_SILENT;
import static org.rekindle.workflows.decide.Sightings.HUB_WELL;
import static org.rekindle.workflows.decide.Sightings.NOW;
import static org.rekindle.workflows.decide.Sightings.certificateThatEndsIn;
import static org.rekindle.workflows.decide.Sightings.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.decide.SeenCluster;
import org.rekindle.workflows.decide.Sightings;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.NodeSighting;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.OtherAuthority;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.Shape;

/** Which certificate it is, and what is said where that cannot be known. */
final class SuspicionsTest {

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
    void whatEndedOutOfSightIsNamed(String name, Culprit culprit) {
        Diagnosis diagnosis = onDisk(A_HUNDRED_DAYS, disk("apiserver", 100), disk(name, -1));

        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.culprit()).isEqualTo(culprit);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(diagnosis.daysLeft()).isEqualTo(-1);
        assertThat(diagnosis.sentence()).contains("The certificate " + name, "counts until");
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
        assertThat(onDisk(AN_HOUR_AGO, disk("apiserver", -1), leftOver).culprit())
                .isEqualTo(Culprit.API_SERVER);
        assertThat(inSilence(null, disk("apiserver", 100), leftOver).condition())
                .isEqualTo(Condition.UNREACHABLE);
    }

    @Test
    void anAuthorityThatCountsOnOneMachineHasNotExpired() {
        CertificateOnDisk ended = new CertificateOnDisk("ca", NOW.minusSeconds(1), true);
        CertificateOnDisk counts = new CertificateOnDisk("ca", NOW.plusSeconds(1), true);

        assertThat(diagnose(A_HUNDRED_DAYS, API_ANSWERS, null, null, List.of(machine("a", null, ended)))
                        .culprit())
                .isEqualTo(Culprit.AUTHORITY);
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

        assertThat(diagnosis.culprit()).isEqualTo(Culprit.FRONT_PROXY);
        assertThat(diagnosis.sentence()).contains("front-proxy-ca", "kubeadm renews no authority");
        assertThat(diagnosis.wouldTell()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "etcd-server, 10, ETCD, EXPIRING",
        "scheduler.conf, 29, KUBECONFIG, EXPIRING",
        "front-proxy-client, 30, NONE, HEALTHY",
        "kubelet.conf, 10, NONE, HEALTHY",
    })
    void whatEndsFirstInTheFilesMakesTheClusterExpiring(String name, int days, Culprit culprit, Condition condition) {
        Diagnosis diagnosis = onDisk(A_HUNDRED_DAYS, disk("apiserver", 100), disk(name, days));

        assertThat(diagnosis.condition()).isEqualTo(condition);
        assertThat(diagnosis.culprit()).isEqualTo(culprit);
        assertThat(diagnosis.daysLeft()).isEqualTo(condition == Condition.HEALTHY ? 100 : days);
    }

    @Test
    void aServedCertificateThatEndsBeforeThoseInTheFilesIsTheOneThatIsNamed() {
        assertThat(onDisk(Duration.ofDays(5), disk("etcd-server", 10)).sentence())
                .startsWith("The certificate that the API server serves expires in 5 days");
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
        assertThat(diagnosis.culprit()).isEqualTo(Culprit.KUBELET);
        assertThat(diagnosis.sentence()).contains("cp-0", "the credential kubelet.conf is missing");
        assertThat(Diagnose.from(
                                new Observation(
                                        NOW,
                                        cluster(),
                                        new CertificateSighting("https://203.0.113.7:6443", null, "refused"),
                                        API_SILENT,
                                        HUB_WELL,
                                        null,
                                        null,
                                        List.of(machine)),
                                Duration.ofDays(30))
                        .culprit())
                .isEqualTo(Culprit.KUBELET);
    }

    @Test
    void ofThreeMachinesOneThatWasRenewedDoesNotMeanThatOnlyARestartIsMissing() {
        CloudCluster three = withMasters(3);
        MachineSighting one = machine("cp-0", AN_HOUR_AGO, disk("apiserver", 364));
        MachineSighting other = machine("cp-1", AN_HOUR_AGO, disk("apiserver", 363));
        MachineSighting third = machine("cp-2", AN_HOUR_AGO, disk("apiserver", 364));

        assertThat(of(three, one).culprit()).isEqualTo(Culprit.API_SERVER);
        assertThat(of(three, one, other).culprit()).isEqualTo(Culprit.API_SERVER);
        assertThat(of(three, one, other, third).culprit()).isEqualTo(Culprit.NOT_RESTARTED);
        assertThat(of(three, one, other, machine("cp-2", AN_HOUR_AGO, disk("apiserver", -1)))
                        .culprit())
                .isEqualTo(Culprit.API_SERVER);
        assertThat(of(three, one, other, machine("cp-2", null, disk("apiserver", 364)))
                        .culprit())
                .as("what nobody has seen of it")
                .isEqualTo(Culprit.API_SERVER);
        assertThat(of(three, one, other, machine("cp-2", A_HUNDRED_DAYS, disk("apiserver", 364)))
                        .culprit())
                .as("one that was restarted")
                .isEqualTo(Culprit.API_SERVER);
    }

    @ParameterizedTest
    @CsvSource({"364, NOT_RESTARTED, renewed and not restarted", "-1, API_SERVER, On the machine cp-1"})
    void oneApiServerBehindTheAddressThatServesWhatHasEndedIsFound(int file, Culprit culprit, String sentence) {
        Diagnosis diagnosis = diagnose(
                A_HUNDRED_DAYS,
                API_ANSWERS,
                null,
                null,
                List.of(
                        machine("cp-0", A_HUNDRED_DAYS, disk("apiserver", 100)),
                        machine("cp-1", AN_HOUR_AGO, disk("apiserver", file))));

        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.culprit()).isEqualTo(culprit);
        assertThat(diagnosis.sentence()).contains(sentence);
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

        assertThat(diagnosis.sentence()).contains("etcd-peer");
        assertThat(diagnosis.daysLeft()).isEqualTo(-3);
    }

    @Test
    void aCertificateOnDiskThatEndsThisSecondHasEnded() {
        CertificateOnDisk now = new CertificateOnDisk("etcd-server", NOW, false);

        assertThat(onDisk(A_HUNDRED_DAYS, now).culprit()).isEqualTo(Culprit.ETCD);
        assertThat(onDisk(A_HUNDRED_DAYS, new CertificateOnDisk("etcd-server", NOW.plusSeconds(1), false))
                        .condition())
                .isEqualTo(Condition.EXPIRING);
    }

    @Test
    void whatWasRenewedAndNotRestartedIsToldFromWhatWasNotRenewed() {
        Diagnosis renewed = onDisk(AN_HOUR_AGO, disk("apiserver", 364));
        Diagnosis old = onDisk(AN_HOUR_AGO, disk("apiserver", -1));

        assertThat(renewed.culprit()).isEqualTo(Culprit.NOT_RESTARTED);
        assertThat(renewed.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(renewed.sentence()).contains("renewed and not restarted");
        assertThat(old.culprit()).isEqualTo(Culprit.API_SERVER);
    }

    @Test
    void anAuthorityThatEndedIsSaidBeforeTheCertificatesThatItSigned() {
        Diagnosis diagnosis = onDisk(AN_HOUR_AGO, new CertificateOnDisk("ca", NOW.minusSeconds(1), true));

        assertThat(diagnosis.culprit()).isEqualTo(Culprit.AUTHORITY);
        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.sentence()).contains("only a rebuild helps");
    }

    @Test
    void theAuthorityThatMagnumNamesIsLookedAtToo() {
        assertThat(diagnose(A_HUNDRED_DAYS, API_ANSWERS, null, NOW, List.of()).culprit())
                .isEqualTo(Culprit.AUTHORITY);
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
        assertThat(once.wouldTell()).singleElement().asString().contains("lookAgain");
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
        CertificateSighting elsewhere = new CertificateSighting("https://203.0.113.7:6443", other, "served");

        assertThat(diagnose(AN_HOUR_AGO, API_EXPIRED, elsewhere, null, List.of())
                        .condition())
                .isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource({
        // served until, also served until, its issuer,      condition, words
        "100, 200, CN=kubernetes, HEALTHY,     'the first to end of 2 different ones'",
        "100, 200, CN=other,      HEALTHY,     'the first to end of 2 different ones'",
        "10,  200, CN=kubernetes, EXPIRING,    'the first to end of 2 different ones'",
        "-1,  200, CN=kubernetes, CANNOT_KNOW, 'Not every API server has the same certificate'",
        "-2,  -1,  CN=kubernetes, EXPIRED,     'the first to end of 2 different ones'",
        "-2,  -1,  CN=proxy,      CANNOT_KNOW, 'Not all of them come from the same authority'",
    })
    void tlsTwoBackendsAreJudgedTogether(int ends, int otherEnds, String issuer, Condition condition, String words) {
        Diagnosis diagnosis = several(ends, otherEnds, issuer, List.of());

        assertThat(diagnosis.condition()).isEqualTo(condition);
        assertThat(diagnosis.sentence()).contains(words);
        assertThat(diagnosis.facts().get(0)).contains("at the same address a certificate");
    }

    @ParameterizedTest
    @CsvSource({"-1, EXPIRED, API_SERVER", "300, EXPIRED, NOT_RESTARTED"})
    void theFilesTellWhichOfTheServersHasTheExpiredOne(int onDisk, Condition condition, Culprit culprit) {
        Diagnosis diagnosis = several(
                -1,
                200,
                "CN=kubernetes",
                List.of(new MachineSighting("cp-0", true, List.of(disk("apiserver", onDisk)), "kubeadm can renew.")));

        assertThat(diagnosis.condition()).isEqualTo(condition);
        assertThat(diagnosis.culprit()).isEqualTo(culprit);
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
                new CertificateSighting("https://203.0.113.7:6443", null, "the connection broke off (reset).");
        Diagnosis diagnosis = Diagnose.from(
                new Observation(
                        NOW,
                        cluster(),
                        reset,
                        API_ANSWERS,
                        HUB_WELL,
                        null,
                        null,
                        List.of(new MachineSighting("cp-0", false, List.of(disk("etcd-server", -1)), "No kubeadm."))),
                Duration.ofDays(30));

        assertThat(diagnosis.condition()).isEqualTo(Condition.CANNOT_KNOW);
        assertThat(diagnosis.sentence()).contains("answered all the same", "the connection broke off");
    }

    @ParameterizedTest
    @CsvSource({"100, is valid until", "10, is valid until", "-1, expired at"})
    void anAuthorityThatWasRotatedUnderItsNameIsNamedBeforeAndAfterExpiry(int days, String words) {
        ApiSighting rotated = new ApiSighting(
                false,
                "not signed",
                List.of(),
                ApiTrouble.OTHER_AUTHORITY,
                new OtherAuthority(true, "CN=kubernetes", "AA:BB", List.of("CC:DD", "EE:FF")));

        Diagnosis diagnosis = diagnose(Duration.ofDays(days), rotated, null, null, List.of());

        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.culprit()).isEqualTo(Culprit.WRONG_AUTHORITY);
        assertThat(diagnosis.sentence())
                .contains("another authority (key CC:DD, EE:FF)", "(key AA:BB)", "was rotated", words);
    }

    @Test
    void anApiThatAnswersThoughItsCertificateHasEndedIsAContradiction() {
        Diagnosis diagnosis = diagnose(AN_HOUR_AGO, API_ANSWERS, null, null, List.of());

        assertThat(diagnosis.condition()).isEqualTo(Condition.CANNOT_KNOW);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(diagnosis.sentence()).contains("the Kubernetes API answered all the same");
        assertThat(diagnosis.wouldTell()).anySatisfy(what -> assertThat(what).contains("several API servers"));
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
        assertThat(diagnosis.sentence()).contains("it may not be the cluster's");
        assertThat(diagnosis.wouldTell()).anySatisfy(what -> assertThat(what).contains("coe ca rotate"));
    }

    @ParameterizedTest
    @CsvSource({"-1, EXPIRED", "364, CANNOT_KNOW"})
    void onlyFilesThatHaveEndedSettleWhatTheWireAndTheApiDoNot(int days, Condition condition) {
        List<MachineSighting> machines =
                List.of(new MachineSighting("cp-0", true, List.of(disk("apiserver", days)), "kubeadm can renew here."));
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
    void whereNothingIsServedTheFilesTellWhy(String name, Culprit culprit) {
        Diagnosis diagnosis = inSilence(null, disk("apiserver", 100), disk(name, -1));

        assertThat(diagnosis.condition()).isEqualTo(Condition.EXPIRED);
        assertThat(diagnosis.culprit()).isEqualTo(culprit);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(diagnosis.sentence()).contains("Nothing is served", name);
    }

    @Test
    void whereNothingIsServedAnAuthorityThatEndedIsSaidFirst() {
        CertificateOnDisk authority = new CertificateOnDisk("etcd-ca", NOW.minusSeconds(1), true);

        assertThat(inSilence(null, disk("etcd-server", -1), authority).culprit())
                .isEqualTo(Culprit.AUTHORITY);
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
        assertThat(inSilence(
                                new CertificateSighting("https://203.0.113.7:6443", null, "timed out"),
                                disk("etcd-server", -1))
                        .condition())
                .isEqualTo(Condition.EXPIRED);
    }

    private static Diagnosis inSilence(@Nullable CertificateSighting elsewhere, CertificateOnDisk... certificates) {
        return Diagnose.from(
                new Observation(
                        NOW,
                        cluster(),
                        new CertificateSighting("https://203.0.113.7:6443", null, "connection refused"),
                        API_SILENT,
                        HUB_WELL,
                        elsewhere,
                        null,
                        List.of(new MachineSighting("cp-0", true, List.of(certificates), "kubeadm can renew here."))),
                Duration.ofDays(30));
    }

    @Test
    void twoLooksThatContradictEachOtherTellNothing() {
        ServedCertificate other =
                new ServedCertificate("CN=proxy", List.of(), "CN=proxy", NOW, NOW.plus(A_HUNDRED_DAYS), "cd");
        Diagnosis another = diagnose(
                AN_HOUR_AGO,
                API_ANSWERS,
                new CertificateSighting("https://203.0.113.7:6443", other, "served"),
                null,
                List.of());
        Diagnosis none = diagnose(
                AN_HOUR_AGO,
                API_ANSWERS,
                new CertificateSighting("https://203.0.113.7:6443", null, "timed out"),
                null,
                List.of());

        assertThat(List.of(another, none)).allSatisfy(diagnosis -> {
            assertThat(diagnosis.condition()).isEqualTo(Condition.CANNOT_KNOW);
            assertThat(diagnosis.certainty()).isEqualTo(Certainty.UNKNOWN);
            assertThat(diagnosis.wouldTell()).hasSize(2);
            assertThat(diagnosis.daysLeft()).isNull();
        });
        assertThat(another.sentence()).contains("another one, which ends at " + other.notAfter());
        assertThat(none.sentence()).contains("none was seen (timed out)");
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
                NOW.plus(workersClock));
        Diagnosis diagnosis =
                Diagnose.from(new Observation(NOW, cluster(), seen, API_SILENT, HUB_WELL), Duration.ofDays(30));

        assertThat(diagnosis.condition()).isEqualTo(condition);
        if (condition == Condition.CANNOT_KNOW) {
            assertThat(diagnosis.culprit()).isEqualTo(Culprit.CLOCK);
            assertThat(diagnosis.sentence()).contains("3 h apart");
        }
    }

    @Test
    void aClockOfOursMayDisagreeOnTheBeginningToo() {
        CertificateSighting seen = new CertificateSighting(
                "https://203.0.113.7:6443",
                new ServedCertificate(
                        "CN=kube-apiserver", List.of(), "CN=k", NOW.minusSeconds(10), NOW.plus(A_HUNDRED_DAYS), "ab"),
                "served",
                NOW.minusSeconds(20));

        assertThat(Diagnose.from(new Observation(NOW, cluster(), seen, API_ANSWERS, HUB_WELL), Duration.ofDays(30))
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
    void whatTheApiAnswersTellsWhoseTroubleItIs(ApiTrouble trouble, String said, Culprit culprit, Certainty certainty) {
        Diagnosis diagnosis = diagnose(A_HUNDRED_DAYS, api(trouble, said), null, null, List.of());

        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.culprit()).isEqualTo(culprit);
        assertThat(diagnosis.certainty()).isEqualTo(certainty);
        assertThat(diagnosis.wouldTell().isEmpty()).isEqualTo(culprit == Culprit.NONE);
    }

    @ParameterizedTest
    @CsvSource({"2025-03-04T15:19:00Z, KUBELET", "2025-03-04T15:19:01Z, UNKNOWN"})
    void nodesThatAllAreSilentMakeOneThinkOfKubeletsWhereTheClusterIsOldEnough(Instant createdAt, Culprit culprit) {
        CloudCluster cloud = new SeenCluster("CREATE_COMPLETE")
                .of(new ClusterIdentity("u", "n", "s", createdAt))
                .seen();
        Diagnosis diagnosis = Diagnose.from(
                Sightings.seen(cloud, certificateThatEndsIn(A_HUNDRED_DAYS), nodes(false, false), HUB_WELL),
                Duration.ofDays(30));

        assertThat(diagnosis.culprit()).isEqualTo(culprit);
        assertThat(diagnosis.condition()).isEqualTo(Condition.BROKEN_OTHERWISE);
        assertThat(diagnosis.certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(diagnosis.sentence()).contains("none of its 2 nodes");
        assertThat(diagnosis.wouldTell()).isNotEmpty();
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
                List.of(new MachineSighting("cp-0", true, List.of(certificates), "kubeadm can renew here.")));
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
        return new ApiSighting(false, said, List.of(), trouble);
    }

    private static ApiSighting nodes(boolean... ready) {
        List<NodeSighting> nodes = new java.util.ArrayList<>();
        for (boolean each : ready) {
            nodes.add(new NodeSighting("node-" + nodes.size(), "default-worker", each, "v1.31.0"));
        }
        return new ApiSighting(true, "it answers", List.copyOf(nodes));
    }
}
