// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.decide.Sightings.API_ANSWERS;
import static org.rekindle.workflows.decide.Sightings.API_EXPIRED;
import static org.rekindle.workflows.decide.Sightings.NOW;
import static org.rekindle.workflows.decide.Sightings.certificateThatEndsIn;
import static org.rekindle.workflows.decide.Sightings.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.decide.SeenCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.ReleaseCheck;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;

/** What is done, and why everything else is not. */
final class ChooseRemedyTest {

    private static final MachineSighting RENEWABLE =
            new MachineSighting("cp-0", true, List.of(), "kubeadm can renew here.");
    private static final QuotaLine ROOM = new QuotaLine("cores", 100, 10, 10, 20, 2);
    private static final QuotaLine TIGHT = new QuotaLine("cores", 25, 10, 10, 20, 2);

    @Test
    void whatIsWellIsLeftAlone() {
        assertThat(choice(given(Condition.HEALTHY, Culprit.NONE)).remedy()).isEqualTo(Remedy.NOTHING);
    }

    @Test
    void whatEndsSoonIsUpgradedBeforeItEnds() {
        assertThat(choice(given(Condition.EXPIRING, Culprit.API_SERVER).hops(Samples.NEXT_MINOR))
                        .remedy())
                .isEqualTo(Remedy.UPGRADE);
    }

    @ParameterizedTest
    @CsvSource({"v1.31.9, SAME_VERSION_ROLL", "v1.32.1, UPGRADE"})
    void aRollOfTheSameMinorVersionIsNoUpgrade(String version, Remedy remedy) {
        Template next = Samples.template("next", version, "0.14.1");

        assertThat(choice(given(Condition.EXPIRING, Culprit.API_SERVER).hops(next))
                        .remedy())
                .isEqualTo(remedy);
    }

    @Test
    void severalHopsAreNoRollThoughTheyStartWithOne() {
        assertThat(choice(given(Condition.EXPIRING, Culprit.API_SERVER)
                                .hops(Samples.template("a", "v1.31.9", "0.14.1"), Samples.NEXT_MINOR))
                        .remedy())
                .isEqualTo(Remedy.UPGRADE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Culprit.class,
            names = {"API_SERVER", "NOT_RESTARTED", "ETCD", "KUBELET", "FRONT_PROXY", "KUBECONFIG"})
    void whatKubeadmRenewsIsRenewedInPlaceWhereThereIsAWay(Culprit culprit) {
        assertThat(choice(given(Condition.EXPIRED, culprit).machines(RENEWABLE)).remedy())
                .isEqualTo(Remedy.RENEW_IN_PLACE);
    }

    @Test
    void whatWasRenewedAndNotRestartedIsNeverTornDown() {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRED, Culprit.NOT_RESTARTED)
                .machines(RENEWABLE)
                .tried(Remedy.RENEW_IN_PLACE));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(choice, Remedy.REBUILD)).contains("a restart mends it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "Unknown", "CREATE", "17"})
    void magnumStatusNullOrNoneOfItsOwnIsNothingToTearDownOn(String status) {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Culprit.API_SERVER).status(status));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(choice, Remedy.REBUILD)).contains("no status of the cluster that is known (" + status + ")");
    }

    @ParameterizedTest
    @CsvSource({"API_SERVER, HAND_TO_HUMAN", "ETCD, REBUILD"})
    void anApiThatStillAnswersIsNotTornDownForTheCertificateThatOneOfItsServersShows(Culprit culprit, Remedy remedy) {
        Facts facts = given(Condition.EXPIRED, culprit).facts();
        Facts answering = new Facts(
                facts.profile(),
                new Observation(NOW, facts.cloud(), certificateThatEndsIn(Duration.ofDays(-1)), API_ANSWERS, null),
                facts.diagnosis(),
                facts.hops(),
                facts.rungs(),
                facts.quota(),
                facts.tried());

        assertThat(ChooseRemedy.from(answering).remedy()).isEqualTo(remedy);
    }

    @Test
    void whatCouldNotBeDeployedAfterwardsIsNotTornDown() {
        Facts facts = given(Condition.EXPIRED, Culprit.API_SERVER).facts();
        ChooseRemedy.Choice choice = ChooseRemedy.from(new Facts(
                facts.profile(),
                facts.seen(),
                facts.diagnosis(),
                facts.hops(),
                facts.rungs(),
                facts.quota(),
                facts.tried(),
                List.of(new ReleaseCheck("hub", false, "Release hub does not render.")),
                List.of()));

        assertThat(ChooseRemedy.from(facts).remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(choice, Remedy.REBUILD)).contains("Release hub does not render.");
        assertThat(choice.decisions().get(choice.decisions().size() - 1).why())
                .startsWith("Nothing is torn down. ")
                .contains("Release hub does not render.");
    }

    @Test
    void anAuthorityThatEndedIsNotRenewed() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Culprit.AUTHORITY).machines(RENEWABLE));

        assertThat(choice.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(why(choice, Remedy.RENEW_IN_PLACE)).contains("kubeadm renews none");
    }

    @Test
    void oneMachineThatCannotIsEnoughNotToRenew() {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRED, Culprit.API_SERVER)
                .machines(RENEWABLE, new MachineSighting("cp-1", false, List.of(), "It has no kubeadm.")));

        assertThat(choice.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(why(choice, Remedy.RENEW_IN_PLACE)).isEqualTo("On cp-1 it cannot be done: It has no kubeadm.");
    }

    @Test
    void machinesThatTheFleetFileLeavesOutAreCountedAndTheCureIsNamed() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Culprit.API_SERVER).masters(3).machines(RENEWABLE));

        assertThat(choice.remedy()).isNotEqualTo(Remedy.RENEW_IN_PLACE);
        assertThat(why(choice, Remedy.RENEW_IN_PLACE))
                .contains("has 3 machines", "names 1", "Write the other 2 under ssh: controlPlanes:");
    }

    @Test
    void aMachineThatIsNamedTwiceIsOne() {
        assertThat(why(
                        choice(given(Condition.EXPIRED, Culprit.API_SERVER)
                                .masters(2)
                                .machines(RENEWABLE, RENEWABLE)),
                        Remedy.RENEW_IN_PLACE))
                .contains("names 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Culprit.class,
            names = {"FRONT_PROXY", "KUBECONFIG"})
    void nothingIsTornDownForACertificateThatTheRestOfTheClusterDoesNotNeed(Culprit culprit) {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRED, culprit));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(choice, Remedy.REBUILD)).contains("nothing need be torn down");
    }

    @Test
    void nothingIsTornDownWhileTheApiServerOfOneMachineHasACertificateThatCounts() {
        MachineSighting renewed = new MachineSighting(
                "cp-0",
                false,
                List.of(new CertificateOnDisk("apiserver", NOW.plusSeconds(1), false)),
                "It has no kubeadm.");
        MachineSighting serving = new MachineSighting("cp-1", false, List.of(), "", List.of(), NOW.plusSeconds(1));
        MachineSighting ended = new MachineSighting(
                "cp-2",
                false,
                List.of(new CertificateOnDisk("apiserver", NOW, false)),
                "",
                List.of(),
                NOW.minusSeconds(1));
        Case expired = given(Condition.EXPIRED, Culprit.API_SERVER);

        assertThat(choice(expired.machines(ended, renewed)).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(choice(expired.machines(ended, serving)).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(choice(expired.machines(ended)).remedy()).isEqualTo(Remedy.REBUILD);
    }

    @Test
    void kubeletCredentialGoneIsMadeAnewInPlaceThoughNothingHasExpired() {
        Case broken = given(Condition.BROKEN_OTHERWISE, Culprit.KUBELET);
        MachineSighting gone =
                new MachineSighting("cp-0", true, List.of(), "It is made anew.", List.of("kubelet.conf"), null);

        assertThat(choice(broken.machines(gone)).remedy()).isEqualTo(Remedy.RENEW_IN_PLACE);
        assertThat(choice(broken.machines(RENEWABLE)).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
    }

    @Test
    void machinesThatCouldNotBeSeenAreNotRenewed() {
        Facts facts = given(Condition.EXPIRED, Culprit.API_SERVER).machines().facts();

        assertThat(why(ChooseRemedy.from(facts), Remedy.RENEW_IN_PLACE)).contains("could not be looked into");
    }

    @Test
    void aRenewalInVainIsNotTriedAgain() {
        ChooseRemedy.Choice choice = choice(
                given(Condition.EXPIRED, Culprit.API_SERVER).machines(RENEWABLE).tried(Remedy.RENEW_IN_PLACE));

        assertThat(choice.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(why(choice, Remedy.RENEW_IN_PLACE)).contains("in vain");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 'set keypair: in its shape'", "ops, 'The cluster has the keypair ops'"})
    void whereThereIsNoWayInThePlanSaysWhatToSet(@Nullable String keypair, String words) {
        assertThat(why(choice(given(Condition.EXPIRED, Culprit.API_SERVER).keypair(keypair)), Remedy.RENEW_IN_PLACE))
                .contains(words);
    }

    @Test
    void aClientThatIsRefusedGetsANewCertificateOnce() {
        assertThat(choice(given(Condition.BROKEN_OTHERWISE, Culprit.CLIENT)).remedy())
                .isEqualTo(Remedy.FRESH_CLIENT_CERTIFICATE);
        ChooseRemedy.Choice again =
                choice(given(Condition.BROKEN_OTHERWISE, Culprit.CLIENT).tried(Remedy.FRESH_CLIENT_CERTIFICATE));
        assertThat(again.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(again, Remedy.FRESH_CLIENT_CERTIFICATE)).contains("another authority");
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"EXPIRING", "EXPIRED"})
    void nothingIsUpgradedByAnAuthorityThatIsNotTheClusters(Condition condition) {
        Facts facts = given(condition, Culprit.API_SERVER)
                .always()
                .hops(Samples.NEXT_MINOR)
                .rungs()
                .facts();
        Observation seen = facts.seen();
        ApiSighting stranger = new ApiSighting(false, "not signed", List.of(), ApiTrouble.OTHER_AUTHORITY);
        Facts rotated = new Facts(
                facts.profile(),
                new Observation(seen.at(), seen.cloud(), seen.certificate(), stranger, seen.hub()),
                facts.diagnosis(),
                facts.hops(),
                facts.rungs(),
                facts.quota(),
                facts.tried());

        assertThat(ChooseRemedy.from(facts).remedy()).isEqualTo(Remedy.UPGRADE);
        assertThat(ChooseRemedy.from(rotated).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(ChooseRemedy.from(rotated), Remedy.UPGRADE)).contains("another authority");
    }

    @Test
    void theNewOneIsBuiltBesideOnlyWhereAskedForAndWhereThereIsRoom() {
        Case beside = given(Condition.EXPIRED, Culprit.API_SERVER).beside();

        assertThat(choice(beside.lines(ROOM)).remedy()).isEqualTo(Remedy.REBUILD_BESIDE);
        ChooseRemedy.Choice tight = choice(beside.lines(TIGHT));
        assertThat(tight.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(why(tight, Remedy.REBUILD_BESIDE)).contains("cores (needed 20, free 15)");
        assertThat(why(choice(beside), Remedy.REBUILD_BESIDE)).contains("not known");
        assertThat(why(choice(beside.lines()), Remedy.REBUILD_BESIDE)).contains("not known");
        assertThat(why(choice(beside.notLooked("Nova: 403", ROOM)), Remedy.REBUILD_BESIDE))
                .contains("Nova: 403");
        assertThat(why(choice(given(Condition.EXPIRED, Culprit.API_SERVER).lines(ROOM)), Remedy.REBUILD_BESIDE))
                .contains("rebuild: after-teardown");
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"EXPIRED", "EXPIRING"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingButAnExpiryTearsDown(Condition condition) {
        for (Culprit culprit : Culprit.values()) {
            assertThat(choice(given(condition, culprit).beside().lines(ROOM))
                            .remedy()
                            .tearsDown())
                    .as("%s, %s", condition, culprit)
                    .isFalse();
        }
    }

    /** What the files say of an end that nothing on the wire shows leads to no rebuild of a cluster that works. */
    @Test
    void beforeExpiryNothingButARebuildBesideIsWeighedAndOnlyByTheCertificateOnTheWire() {
        for (Culprit culprit : Culprit.values()) {
            Case expiring = given(Condition.EXPIRING, culprit).beside().lines(ROOM);
            assertThat(ChooseRemedy.from(served(expiring, Duration.ofDays(5))).remedy())
                    .as("%s", culprit)
                    .isIn(Remedy.REBUILD_BESIDE, Remedy.FRESH_CLIENT_CERTIFICATE);
            assertThat(ChooseRemedy.from(served(expiring, Duration.ofDays(200)))
                            .remedy()
                            .tearsDown())
                    .as("%s, by a file", culprit)
                    .isFalse();
            assertThat(ChooseRemedy.from(served(given(Condition.EXPIRING, culprit), Duration.ofDays(5)))
                            .remedy()
                            .tearsDown())
                    .as("%s, without the policy", culprit)
                    .isFalse();
        }
    }

    @Test
    void beforeExpiryAnUpgradeAndARenewalInPlaceComeBeforeARebuildBeside() {
        Case expiring = given(Condition.EXPIRING, Culprit.API_SERVER).beside().lines(ROOM);

        assertThat(ChooseRemedy.from(served(expiring.hops(Samples.NEXT_MINOR), Duration.ofDays(5)))
                        .remedy())
                .isEqualTo(Remedy.UPGRADE);
        assertThat(ChooseRemedy.from(served(expiring.machines(RENEWABLE), Duration.ofDays(5)))
                        .remedy())
                .isEqualTo(Remedy.RENEW_IN_PLACE);
    }

    @Test
    void whatMagnumWouldRefuseIsNotTornDown() {
        Facts fine = given(Condition.EXPIRED, Culprit.API_SERVER).facts();
        ChooseRemedy.Choice choice = ChooseRemedy.from(new Facts(
                fine.profile(),
                fine.seen(),
                fine.diagnosis(),
                fine.hops(),
                List.of(),
                fine.quota(),
                fine.tried(),
                List.of(),
                List.of("The user has no keypair ops.")));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(choice, Remedy.REBUILD))
                .isEqualTo("Magnum would refuse the create: The user has no keypair ops.");
    }

    @Test
    void whatWouldNotFitIntoTheQuotaEvenWithTheOldClusterGoneIsNotTornDown() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Culprit.API_SERVER).lines(new QuotaLine("cores", 15, 10, 10, 20, 2)));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(choice, Remedy.REBUILD)).contains("cores (needed 20, free once the old cluster is gone 15)");
    }

    private static Facts served(Case of, Duration endsIn) {
        Facts facts = of.facts();
        return new Facts(
                facts.profile(),
                new Observation(
                        NOW,
                        facts.cloud(),
                        certificateThatEndsIn(endsIn),
                        API_ANSWERS,
                        null,
                        null,
                        null,
                        facts.seen().machines()),
                facts.diagnosis(),
                facts.hops(),
                facts.rungs(),
                facts.quota(),
                facts.tried());
    }

    @Test
    void nothingIsTornDownWhereNothingCanBeBuilt() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Culprit.API_SERVER).rungs());

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice)).contains("a template that fits");
        assertThat(why(choice, Remedy.REBUILD)).contains("No allowed template can be built from");
    }

    @Test
    void whatCannotBeUpgradedWhileItCountsIsForAHumanWhoStillHasTime() {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRING, Culprit.API_SERVER));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice)).contains("No upgrade can be made", "while the certificates still count");
    }

    @Test
    void anUpgradeAfterExpiryIsTriedOnlyWhereSomebodyInsistsAndNothingElseIsLeft() {
        Case insisting = given(Condition.EXPIRED, Culprit.API_SERVER).always().hops(Samples.NEXT_MINOR);

        assertThat(choice(insisting).remedy()).isEqualTo(Remedy.REBUILD);
        ChooseRemedy.Choice last = choice(insisting.rungs());
        assertThat(last.remedy()).isEqualTo(Remedy.UPGRADE);
        assertThat(chosen(last)).contains("nothing is torn down");
        assertThat(why(
                        choice(given(Condition.EXPIRED, Culprit.API_SERVER)
                                .hops(Samples.NEXT_MINOR)
                                .rungs()),
                        Remedy.UPGRADE))
                .contains("stalls and costs the workers");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_AUTHORITY, UPDATE_COMPLETE, TICKET",
        "NONE, UPDATE_FAILED, TICKET",
        "NONE, CREATE_COMPLETE, HAND_TO_HUMAN"
    })
    void whatOnlyTheOperatorsCanMendBecomesATicket(Culprit culprit, String status, Remedy remedy) {
        assertThat(choice(given(Condition.BROKEN_OTHERWISE, culprit).status(status))
                        .remedy())
                .isEqualTo(remedy);
    }

    @Test
    void aClusterThatMagnumDoesNotKnowIsForAHuman() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Culprit.API_SERVER).unknownToMagnum());

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice)).isEqualTo("Magnum knows no such cluster.");
        assertThat(why(choice, Remedy.REBUILD)).isEqualTo("Magnum knows no such cluster.");
        assertThat(why(choice, Remedy.TICKET)).contains("Magnum knows no such cluster");
    }

    @Test
    void whatCannotBeKnownIsHandedOnWithWhatWouldTell() {
        Diagnosis unsure = new Diagnosis(
                Condition.CANNOT_KNOW,
                null,
                "Two looks differ.",
                List.of(),
                Culprit.UNKNOWN,
                Certainty.UNKNOWN,
                List.of("A look at noon."));
        ChooseRemedy.Choice choice =
                choice(given(Condition.CANNOT_KNOW, Culprit.UNKNOWN).diagnosed(unsure));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice))
                .isEqualTo("Only certificates lead to a teardown. What would tell more: A look at noon.");
    }

    @Test
    void everyOtherRemedyIsInTheRecordWithItsReason() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Culprit.API_SERVER).machines(RENEWABLE));

        assertThat(choice.decisions()).hasSize(Remedy.values().length);
        assertThat(choice.decisions().stream().filter(ChooseRemedy::wasLeft)).hasSize(Remedy.values().length - 1);
        assertThat(choice.decisions())
                .allSatisfy(decision -> assertThat(decision.why()).endsWith("."));
        assertThat(why(choice, Remedy.REBUILD)).isEqualTo("It costs more than RENEW_IN_PLACE.");
        Decision last = choice.decisions().get(choice.decisions().size() - 1);
        assertThat(last.step()).isEqualTo("remedy");
        assertThat(last.choice()).isEqualTo("RENEW_IN_PLACE");
    }

    private static ChooseRemedy.Choice choice(Case of) {
        return ChooseRemedy.from(of.facts());
    }

    private static String why(ChooseRemedy.Choice choice, Remedy remedy) {
        return choice.decisions().stream()
                .filter(decision -> decision.step().equals("remedy " + remedy))
                .findFirst()
                .orElseThrow()
                .why();
    }

    private static String chosen(ChooseRemedy.Choice choice) {
        return choice.decisions().get(choice.decisions().size() - 1).why();
    }

    private static Case given(Condition condition, Culprit culprit) {
        return new Case(
                new Diagnosis(condition, 5L, "A sentence.", List.of(), culprit, Certainty.CERTAIN, List.of()),
                Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING)),
                cluster(),
                List.of(),
                List.of(),
                List.of(rung(Samples.FITTING)),
                null,
                Set.of());
    }

    private static Rung rung(Template template) {
        return Samples.rung(template, true, Certainty.CERTAIN);
    }

    /** What is decided on, changed one thing at a time. */
    private record Case(
            Diagnosis diagnosis,
            ClusterProfile profile,
            @Nullable CloudCluster cloud,
            List<MachineSighting> seenMachines,
            List<Rung> upgrades,
            List<Rung> templates,
            @Nullable QuotaSighting quota,
            Set<Remedy> inVain) {

        Facts facts() {
            return new Facts(
                    profile,
                    new Observation(
                            NOW,
                            cloud,
                            certificateThatEndsIn(Duration.ofDays(5)),
                            diagnosis.condition() == Condition.EXPIRED ? API_EXPIRED : API_ANSWERS,
                            null,
                            null,
                            null,
                            seenMachines),
                    diagnosis,
                    upgrades,
                    templates,
                    quota,
                    inVain);
        }

        Case diagnosed(Diagnosis other) {
            return new Case(other, profile, cloud, seenMachines, upgrades, templates, quota, inVain);
        }

        Case hops(Template... hops) {
            return new Case(diagnosis, profile, cloud, seenMachines, rungs(hops).templates, templates, quota, inVain);
        }

        Case rungs(Template... rungs) {
            List<Rung> each =
                    List.of(rungs).stream().map(ChooseRemedyTest::rung).toList();
            return new Case(diagnosis, profile, cloud, seenMachines, upgrades, each, quota, inVain);
        }

        Case machines(MachineSighting... machines) {
            return new Case(
                    diagnosis,
                    Samples.withMachines(profile),
                    cloud,
                    List.of(machines),
                    upgrades,
                    templates,
                    quota,
                    inVain);
        }

        Case tried(Remedy remedy) {
            return new Case(diagnosis, profile, cloud, seenMachines, upgrades, templates, quota, Set.of(remedy));
        }

        Case lines(QuotaLine... lines) {
            return looked(new QuotaSighting(List.of(lines), List.of()));
        }

        Case notLooked(String why, QuotaLine... lines) {
            return looked(new QuotaSighting(List.of(lines), List.of(why)));
        }

        private Case looked(QuotaSighting seen) {
            return new Case(diagnosis, profile, cloud, seenMachines, upgrades, templates, seen, inVain);
        }

        Case beside() {
            return policy(Samples.rebuildingBeside(profile.policy()));
        }

        Case always() {
            return policy(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.FITTING));
        }

        private Case policy(Policy policy) {
            return new Case(
                    diagnosis, Samples.profile(policy), cloud, seenMachines, upgrades, templates, quota, inVain);
        }

        Case status(String status) {
            return with(cluster(status, Samples.CURRENT, "v1.31.0"));
        }

        Case unknownToMagnum() {
            return with(null);
        }

        Case keypair(@Nullable String keypair) {
            return shaped(Samples.shape().masterCount(), keypair);
        }

        Case masters(int count) {
            return shaped(count, null);
        }

        private Case shaped(int masters, @Nullable String keypair) {
            Shape shape = Samples.shape();
            return with(new SeenCluster("CREATE_COMPLETE")
                    .shaped(new Shape(
                            masters,
                            shape.masterFlavor(),
                            shape.nodeGroups(),
                            keypair,
                            shape.fixedNetwork(),
                            shape.fixedSubnet(),
                            shape.masterLoadBalancer(),
                            shape.floatingIp(),
                            shape.labels()))
                    .seen());
        }

        private Case with(@Nullable CloudCluster other) {
            return new Case(diagnosis, profile, other, seenMachines, upgrades, templates, quota, inVain);
        }
    }
}
