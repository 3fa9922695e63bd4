// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.HUB_WELL;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.OtherAuthority;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

/**
 * No remedy that destroys is chosen while the API answers, nodes are ready, the hub is well and what is served is valid: over very
 * many observations, whatever files, books and second looks say.
 */
final class NothingHealthyIsTornDownTest {

    private static final int OBSERVATIONS = 40_000;

    private static final List<String> FILES = List.of(
            "apiserver",
            "apiserver-copy",
            "apiserver-etcd-client",
            "apiserver-kubelet-client",
            "admin.conf",
            "super-admin.conf",
            "controller-manager.conf",
            "scheduler.conf",
            "front-proxy-client",
            "front-proxy-ca",
            "etcd-server",
            "etcd-peer",
            "etcd-healthcheck-client",
            "etcd-ca",
            "kubelet.conf",
            "kubelet-client-current",
            "ca",
            "ca-old",
            "oidc-ca",
            "etcd/ca-old",
            "",
            "\u0000",
            "a name with spaces");

    private static final List<Instant> ENDS = List.of(
            Instant.MIN,
            Instant.EPOCH,
            Instant.parse("2021-09-30T14:01:15Z"),
            NOW.minusSeconds(1),
            NOW,
            NOW.plusSeconds(1),
            NOW.plus(Duration.ofDays(5)),
            NOW.plus(Duration.ofDays(364)),
            Instant.parse("9999-12-31T23:59:59Z"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverElseIsSeenWhatWorksIsNotTornDown(long seed) {
        Random random = new Random(seed);
        Map<Remedy, Integer> chosen = new HashMap<>();
        int well = 0;
        for (int i = 0; i < OBSERVATIONS; i++) {
            RemedyInput facts = facts(random);
            ChooseRemedy.Choice choice = ChooseRemedy.from(facts);
            chosen.merge(choice.remedy(), 1, Integer::sum);
            if (isWell(facts.seen())) {
                well++;
                assertThat(destroysWhatLasts(choice.remedy(), facts))
                        .as("seed %d, observation %d: %s, %s", seed, i, facts.seen(), facts.diagnosis())
                        .isFalse();
            }
        }
        assertThat(well).as("observations of a cluster that is well").isGreaterThan(OBSERVATIONS / 20);
        assertThat(chosen)
                .as("a test that never saw a rebuild would hold nothing")
                .containsKey(Remedy.REBUILD);
        assertThat(chosen).containsKey(Remedy.REBUILD_BESIDE);
    }

    /** Even a diagnosis that is wrong in itself, as one of tomorrow may be, gets past the rule with nothing. */
    @Test
    void noDiagnosisGetsPastTheRule() {
        Random random = new Random(5);
        for (Condition condition : Condition.values()) {
            for (Cause cause : Cause.values()) {
                for (int i = 0; i < 200; i++) {
                    RemedyInput facts = facts(random);
                    RemedyInput claimed = claimed(facts, condition, cause, facts.tried());
                    if (isWell(facts.seen())) {
                        assertThat(destroysWhatLasts(ChooseRemedy.from(claimed).remedy(), claimed))
                                .as("%s, %s", condition, cause)
                                .isFalse();
                    }
                }
            }
        }
    }

    /** A remedy that does not say so would be planned again and again. */
    @Test
    void whatWasTriedInVainIsNotChosenAgain() {
        Random random = new Random(6);
        Set<Remedy> tried = Stream.of(Remedy.values())
                .filter(remedy -> !remedy.endsRun() && !remedy.tearsDown())
                .collect(Collectors.toSet());
        Set<Remedy> otherwise = EnumSet.noneOf(Remedy.class);
        for (Condition condition : Condition.values()) {
            for (Cause cause : Cause.values()) {
                for (int i = 0; i < 200; i++) {
                    RemedyInput facts = facts(random);
                    otherwise.add(ChooseRemedy.from(claimed(facts, condition, cause, Set.of()))
                            .remedy());

                    assertThat(ChooseRemedy.from(claimed(facts, condition, cause, tried))
                                    .remedy())
                            .as("%s, %s", condition, cause)
                            .isNotIn(tried);
                }
            }
        }
        assertThat(otherwise).contains(Remedy.FRESH_CLIENT_CERTIFICATE, Remedy.RENEW_IN_PLACE);
    }

    @Test
    void theRecordSaysThatTheClusterWorks() {
        Observation seen = seen(
                valid(),
                ApiSighting.answering("it answers", List.of(node(true), node(false))),
                HUB_WELL,
                List.of(new MachineSighting(
                        "cp-0",
                        false,
                        List.of(new CertificateOnDisk("ca", NOW.minusSeconds(1), true)),
                        "The authorities' keys are missing.",
                        List.of(),
                        null)));
        ChooseRemedy.Choice choice = ChooseRemedy.from(facts(seen, Samples.profile(policy(false)), null));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(Stream.concat(choice.left().stream(), Stream.of(choice.decision())))
                .filteredOn(decision -> decision.about().equals(Remedy.REBUILD.name())
                        || decision.about().isEmpty())
                .hasSize(2)
                .allSatisfy(decision -> assertThat(decision.reasons())
                        .containsExactly(Reason.of(ReasonCode.STILL_WORKS, "ready", 1)
                                .with("nodes", 2)
                                .with("hub", HUB_WELL.detail())));
    }

    @ParameterizedTest
    @CsvSource({
        // api answers, nodes ready, hub,  served until; in days, torn down
        "true,  true,  true,  5,  false",
        "true,  true,  ,      5,  false",
        "false, true,  true,  5,  true",
        "true,  false, true,  5,  true",
        "true,  true,  false, 5,  true",
        "true,  true,  true,  -1, true",
    })
    void eachPartOfBeingWellIsNeeded(
            boolean answers, boolean ready, @Nullable Boolean hub, int days, boolean isTornDown) {
        Observation seen = seen(
                certificate(NOW.plus(Duration.ofDays(days)), "CN=kubernetes"),
                new ApiSighting(
                        answers, "so it is", List.of(node(ready)), answers ? null : ApiTrouble.SERVER_ERROR, null),
                hub == null ? null : new HubSighting(hub, "so it is"),
                List.of(new MachineSighting(
                        "cp-0",
                        false,
                        List.of(new CertificateOnDisk("ca", NOW, true)),
                        "No kubeadm.",
                        List.of(),
                        null)));

        assertThat(ChooseRemedy.from(facts(seen, Samples.profile(policy(false)), null))
                        .remedy()
                        .tearsDown())
                .isEqualTo(isTornDown);
    }

    /** Told here once more, by its own words, so that the rule is not measured by itself. */
    private static boolean isWell(Observation seen) {
        HubSighting hub = seen.hub();
        return seen.api().answers()
                && seen.api().nodes().stream().anyMatch(NodeSighting::ready)
                && (hub == null || hub.healthy())
                && Stream.concat(
                                Stream.ofNullable(seen.certificate().certificate()),
                                seen.certificate().others().stream())
                        .allMatch(served -> !served.notBefore().isAfter(seen.at())
                                && served.notAfter().isAfter(seen.at()));
    }

    /**
     * A rebuild beside is no harm where the policy asks for it and each certificate on the wire ends within the month in which it is to
     * be renewed: the old cluster goes only after the new one is proven.
     */
    private static boolean destroysWhatLasts(Remedy remedy, RemedyInput facts) {
        List<ServedCertificate> served = facts.seen().certificate().all().toList();
        boolean endsSoon = !served.isEmpty()
                && served.stream().allMatch(each -> !each.notAfter().isAfter(NOW.plus(Duration.ofDays(30))));
        boolean isBeside = remedy == Remedy.REBUILD_BESIDE
                && facts.profile().policy().rebuild() == RebuildPolicy.BESIDE
                && facts.diagnosis().condition() == Condition.EXPIRING
                && endsSoon;
        return remedy.tearsDown() && !isBeside;
    }

    private static RemedyInput claimed(RemedyInput facts, Condition condition, Cause cause, Set<Remedy> tried) {
        return new RemedyInput(
                facts.profile(),
                facts.seen(),
                new Diagnosis(
                        condition,
                        -3L,
                        Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                        List.of(),
                        cause,
                        Certainty.CERTAIN,
                        List.of()),
                facts.upgrades(),
                facts.candidates(),
                facts.quota(),
                tried);
    }

    private static RemedyInput facts(Random random) {
        ClusterProfile profile = Samples.profile(policy(random.nextBoolean()));
        Observation seen = new Observation(
                NOW,
                random.nextInt(20) == 0
                        ? null
                        : cluster(
                                one(random, List.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_FAILED", "")),
                                Samples.CURRENT,
                                "v1.31.0"),
                sighting(random),
                api(random),
                one(random, List.of(0, 1, 1, 2)) == 0 ? null : new HubSighting(random.nextInt(3) > 0, "so it says"),
                random.nextInt(3) > 0 ? null : sighting(random),
                random.nextInt(3) > 0 ? null : one(random, ENDS),
                machines(random));
        QuotaSighting quota = random.nextBoolean()
                ? null
                : new QuotaSighting(List.of(new QuotaLine("cores", 100, 10, 10, 20, 2)), List.of());
        return facts(
                seen,
                random.nextBoolean() ? profile : Samples.withMachines(profile),
                quota,
                random.nextBoolean() ? Set.of() : Set.of(Remedy.RENEW_IN_PLACE, Remedy.UPGRADE));
    }

    private static RemedyInput facts(Observation seen, ClusterProfile profile, @Nullable QuotaSighting quota) {
        return facts(seen, profile, quota, Set.of());
    }

    private static RemedyInput facts(
            Observation seen, ClusterProfile profile, @Nullable QuotaSighting quota, Set<Remedy> tried) {
        return new RemedyInput(
                profile,
                seen,
                Diagnose.from(seen, Duration.ofDays(30)),
                List.of(),
                List.of(Samples.candidate(Samples.FITTING, true, Certainty.CERTAIN)),
                quota,
                tried);
    }

    private static Policy policy(boolean beside) {
        Policy policy = Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING);
        return beside ? Samples.rebuildingBeside(policy) : policy;
    }

    private static Observation seen(
            ServedCertificate served, ApiSighting api, @Nullable HubSighting hub, List<MachineSighting> machines) {
        return new Observation(
                NOW,
                cluster(),
                new CertificateSighting("https://203.0.113.7:6443", served, "served", null, List.of()),
                api,
                hub,
                null,
                null,
                machines);
    }

    private static CertificateSighting sighting(Random random) {
        int served = one(random, List.of(0, 1, 1, 1, 1, 2, 3));
        List<ServedCertificate> all = new ArrayList<>();
        while (all.size() < served) {
            all.add(certificate(
                    random.nextInt(3) > 0 ? NOW.plus(Duration.ofDays(90)) : one(random, ENDS),
                    one(random, List.of("CN=kubernetes", "CN=kubernetes", "CN=proxy", ""))));
        }
        return new CertificateSighting(
                "https://203.0.113.7:6443",
                all.isEmpty() ? null : all.get(0),
                "so it is",
                random.nextInt(4) > 0 ? null : NOW.plusSeconds(random.nextInt(7200) - 3600L),
                all.isEmpty() ? List.of() : all.subList(1, all.size()));
    }

    private static ApiSighting api(Random random) {
        List<NodeSighting> nodes = new ArrayList<>();
        int wanted = random.nextInt(4);
        while (nodes.size() < wanted) {
            nodes.add(node(random.nextInt(3) > 0));
        }
        if (random.nextInt(3) > 0) {
            return ApiSighting.answering("it answers", nodes);
        }
        ApiTrouble trouble = one(random, List.of(ApiTrouble.values()));
        OtherAuthority other = trouble != ApiTrouble.OTHER_AUTHORITY || random.nextBoolean()
                ? null
                : new OtherAuthority(random.nextBoolean(), "CN=kubernetes", "AB", List.of("CD"));
        return new ApiSighting(false, "etcd is gone", nodes, trouble, other);
    }

    private static List<MachineSighting> machines(Random random) {
        List<MachineSighting> machines = new ArrayList<>();
        int wanted = random.nextInt(4);
        while (machines.size() < wanted) {
            List<CertificateOnDisk> files = new ArrayList<>();
            int many = random.nextInt(6);
            while (files.size() < many) {
                files.add(new CertificateOnDisk(one(random, FILES), one(random, ENDS), random.nextInt(3) == 0));
            }
            machines.add(new MachineSighting(
                    "cp-" + machines.size(), random.nextBoolean(), files, "so it is on this machine", List.of(), null));
        }
        return machines;
    }

    private static ServedCertificate valid() {
        return certificate(NOW.plus(Duration.ofDays(90)), "CN=kubernetes");
    }

    private static ServedCertificate certificate(Instant notAfter, String issuer) {
        return new ServedCertificate(
                "CN=kube-apiserver", List.of(), issuer, Instant.parse("2020-01-01T00:00:00Z"), notAfter, "ab");
    }

    private static NodeSighting node(boolean ready) {
        return new NodeSighting("node", "default-worker", ready, "v1.31.0");
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
