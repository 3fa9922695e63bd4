// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.API_ANSWERS;
import static org.rekindle.workflows.fakes.Sightings.API_EXPIRED;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.certificateThatEndsIn;
import static org.rekindle.workflows.fakes.Sightings.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.SeenCluster;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.ReleaseCheck;

/** What is done, and why everything else is not. */
final class ChooseRemedyTest {

    private static final MachineSighting RENEWABLE =
            new MachineSighting("cp-0", true, List.of(), "kubeadm can renew here.", List.of(), null);
    private static final QuotaLine ROOM = new QuotaLine("cores", 100, 10, 10, 20, 2);
    private static final QuotaLine TIGHT = new QuotaLine("cores", 25, 10, 10, 20, 2);

    @Test
    void whatIsWellIsLeftAlone() {
        assertThat(choice(given(Condition.HEALTHY, Cause.NONE)).remedy()).isEqualTo(Remedy.NOTHING);
    }

    @Test
    void whatEndsSoonIsUpgradedBeforeItEnds() {
        assertThat(choice(given(Condition.EXPIRING, Cause.API_SERVER).upgrades(Samples.NEXT_MINOR))
                        .remedy())
                .isEqualTo(Remedy.UPGRADE);
    }

    @ParameterizedTest
    @CsvSource({"v1.31.9, SAME_VERSION_ROLL", "v1.32.1, UPGRADE"})
    void aRollOfTheSameMinorVersionIsNoUpgrade(String version, Remedy remedy) {
        Template next = Samples.template("next", version, "0.14.1");

        assertThat(choice(given(Condition.EXPIRING, Cause.API_SERVER).upgrades(next))
                        .remedy())
                .isEqualTo(remedy);
    }

    @Test
    void severalUpgradesAreNoRollThoughTheyStartWithOne() {
        assertThat(choice(given(Condition.EXPIRING, Cause.API_SERVER)
                                .upgrades(Samples.template("a", "v1.31.9", "0.14.1"), Samples.NEXT_MINOR))
                        .remedy())
                .isEqualTo(Remedy.UPGRADE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"API_SERVER", "NOT_RESTARTED", "ETCD", "KUBELET", "FRONT_PROXY", "KUBECONFIG"})
    void whatKubeadmRenewsIsRenewedInPlaceWhereThereIsAWay(Cause cause) {
        assertThat(choice(given(Condition.EXPIRED, cause).machines(RENEWABLE)).remedy())
                .isEqualTo(Remedy.RENEW_IN_PLACE);
    }

    @Test
    void whatWasRenewedAndNotRestartedIsNeverTornDown() {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRED, Cause.NOT_RESTARTED)
                .machines(RENEWABLE)
                .tried(Remedy.RENEW_IN_PLACE));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(choice, Remedy.REBUILD)).isEqualTo(ReasonCode.RESTART_IS_ENOUGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "Unknown", "CREATE", "17"})
    void magnumStatusNullOrNoneOfItsOwnIsNothingToTearDownOn(String status) {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Cause.API_SERVER).status(status));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(reason(choice, Remedy.REBUILD)).isEqualTo(Reason.of(ReasonCode.STATUS_UNKNOWN, "status", status));
    }

    @ParameterizedTest
    @CsvSource({"API_SERVER, HAND_TO_HUMAN", "ETCD, REBUILD"})
    void anApiThatStillAnswersIsNotTornDownForTheCertificateThatOneOfItsServersShows(Cause cause, Remedy remedy) {
        RemedyInput facts = given(Condition.EXPIRED, cause).facts();
        RemedyInput answering = new RemedyInput(
                facts.profile(),
                Observation.fromOnePath(
                        NOW, facts.cloud(), certificateThatEndsIn(Duration.ofDays(-1)), API_ANSWERS, null),
                facts.diagnosis(),
                facts.upgrades(),
                facts.candidates(),
                facts.quota(),
                facts.tried());

        assertThat(ChooseRemedy.from(answering).remedy()).isEqualTo(remedy);
    }

    @Test
    void whatCouldNotBeDeployedAfterwardsIsNotTornDown() {
        RemedyInput facts = given(Condition.EXPIRED, Cause.API_SERVER).facts();
        ChooseRemedy.Choice choice = ChooseRemedy.from(new RemedyInput(
                facts.profile(),
                facts.seen(),
                facts.diagnosis(),
                facts.upgrades(),
                facts.candidates(),
                facts.quota(),
                facts.tried(),
                List.of(new ReleaseCheck("hub", false, "Release hub does not render.")),
                List.of()));

        assertThat(ChooseRemedy.from(facts).remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        Reason faults = Reason.of(ReasonCode.RELEASES_NOT_DEPLOYABLE, "faults", "Release hub does not render.");
        assertThat(reason(choice, Remedy.REBUILD)).isEqualTo(faults);
        assertThat(choice.decision().reasons()).containsExactly(Reason.of(ReasonCode.NOTHING_IS_TORN_DOWN), faults);
    }

    @Test
    void anAuthorityThatEndedIsNotRenewed() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Cause.AUTHORITY).machines(RENEWABLE));

        assertThat(choice.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(why(choice, Remedy.RENEW_IN_PLACE)).isEqualTo(ReasonCode.KUBEADM_RENEWS_NO_AUTHORITY);
    }

    @Test
    void oneMachineThatCannotIsEnoughNotToRenew() {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRED, Cause.API_SERVER)
                .machines(
                        RENEWABLE,
                        new MachineSighting("cp-1", false, List.of(), "It has no kubeadm.", List.of(), null)));

        assertThat(choice.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(reason(choice, Remedy.RENEW_IN_PLACE))
                .isEqualTo(Reason.of(ReasonCode.MACHINE_CANNOT, "host", "cp-1").with("detail", "It has no kubeadm."));
    }

    @Test
    void machinesThatTheFleetFileLeavesOutAreCountedAndTheCureIsNamed() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Cause.API_SERVER).masters(3).machines(RENEWABLE));

        assertThat(choice.remedy()).isNotEqualTo(Remedy.RENEW_IN_PLACE);
        assertThat(reason(choice, Remedy.RENEW_IN_PLACE)).isEqualTo(notNamed(3, 1, 2));
    }

    @Test
    void aMachineThatIsNamedTwiceIsOne() {
        assertThat(reason(
                        choice(given(Condition.EXPIRED, Cause.API_SERVER)
                                .masters(2)
                                .machines(RENEWABLE, RENEWABLE)),
                        Remedy.RENEW_IN_PLACE))
                .isEqualTo(notNamed(2, 1, 1));
    }

    private static Reason notNamed(int all, int named, int missing) {
        return Reason.of(ReasonCode.MACHINES_NOT_NAMED, "all", all)
                .with("named", named)
                .with("missing", missing);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"FRONT_PROXY", "KUBECONFIG"})
    void nothingIsTornDownForACertificateThatTheRestOfTheClusterDoesNotNeed(Cause cause) {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRED, cause));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(reason(choice, Remedy.REBUILD))
                .isEqualTo(Reason.of(ReasonCode.TEARDOWN_NOT_NEEDED, "cause", cause.words()));
    }

    @Test
    void nothingIsTornDownWhileTheApiServerOfOneMachineHasACertificateThatCounts() {
        MachineSighting renewed = new MachineSighting(
                "cp-0",
                false,
                List.of(new CertificateOnDisk("apiserver", NOW.plusSeconds(1), false)),
                "It has no kubeadm.",
                List.of(),
                null);
        MachineSighting serving = new MachineSighting("cp-1", false, List.of(), "", List.of(), NOW.plusSeconds(1));
        MachineSighting ended = new MachineSighting(
                "cp-2",
                false,
                List.of(new CertificateOnDisk("apiserver", NOW, false)),
                "",
                List.of(),
                NOW.minusSeconds(1));
        Case expired = given(Condition.EXPIRED, Cause.API_SERVER);

        assertThat(choice(expired.machines(ended, renewed)).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(choice(expired.machines(ended, serving)).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(choice(expired.machines(ended)).remedy()).isEqualTo(Remedy.REBUILD);
    }

    @Test
    void kubeletCredentialGoneIsMadeAnewInPlaceThoughNothingHasExpired() {
        Case broken = given(Condition.BROKEN_OTHERWISE, Cause.KUBELET);
        MachineSighting gone =
                new MachineSighting("cp-0", true, List.of(), "It is made anew.", List.of("kubelet.conf"), null);

        assertThat(choice(broken.machines(gone)).remedy()).isEqualTo(Remedy.RENEW_IN_PLACE);
        assertThat(choice(broken.machines(RENEWABLE)).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
    }

    @Test
    void machinesThatCouldNotBeSeenAreNotRenewed() {
        RemedyInput facts =
                given(Condition.EXPIRED, Cause.API_SERVER).machines().facts();

        assertThat(why(ChooseRemedy.from(facts), Remedy.RENEW_IN_PLACE)).isEqualTo(ReasonCode.MACHINES_NOT_SEEN);
    }

    @Test
    void aRenewalInVainIsNotTriedAgain() {
        ChooseRemedy.Choice choice = choice(
                given(Condition.EXPIRED, Cause.API_SERVER).machines(RENEWABLE).tried(Remedy.RENEW_IN_PLACE));

        assertThat(choice.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(why(choice, Remedy.RENEW_IN_PLACE)).isEqualTo(ReasonCode.RENEWAL_TRIED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, NO_SSH_AND_NO_KEYPAIR", "ops, NO_SSH"})
    void whereThereIsNoWayInThePlanSaysWhatToSet(@Nullable String keypair, ReasonCode code) {
        assertThat(why(choice(given(Condition.EXPIRED, Cause.API_SERVER).keypair(keypair)), Remedy.RENEW_IN_PLACE))
                .isEqualTo(code);
    }

    @Test
    void aClientThatIsRefusedGetsANewCertificateOnce() {
        assertThat(choice(given(Condition.BROKEN_OTHERWISE, Cause.CLIENT)).remedy())
                .isEqualTo(Remedy.FRESH_CLIENT_CERTIFICATE);
        ChooseRemedy.Choice again =
                choice(given(Condition.BROKEN_OTHERWISE, Cause.CLIENT).tried(Remedy.FRESH_CLIENT_CERTIFICATE));
        assertThat(again.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(again, Remedy.FRESH_CLIENT_CERTIFICATE)).isEqualTo(ReasonCode.CLIENT_TRIED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"EXPIRING", "EXPIRED"})
    void nothingIsUpgradedByAnAuthorityThatIsNotTheClusters(Condition condition) {
        RemedyInput facts = given(condition, Cause.API_SERVER)
                .always()
                .upgrades(Samples.NEXT_MINOR)
                .candidates()
                .facts();
        Observation seen = facts.seen();
        ApiSighting stranger = ApiSighting.failing("not signed", ApiTrouble.OTHER_AUTHORITY);
        RemedyInput rotated = new RemedyInput(
                facts.profile(),
                Observation.fromOnePath(seen.at(), seen.cloud(), seen.certificate(), stranger, seen.hub()),
                facts.diagnosis(),
                facts.upgrades(),
                facts.candidates(),
                facts.quota(),
                facts.tried());

        assertThat(ChooseRemedy.from(facts).remedy()).isEqualTo(Remedy.UPGRADE);
        assertThat(ChooseRemedy.from(rotated).remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(why(ChooseRemedy.from(rotated), Remedy.UPGRADE)).isEqualTo(ReasonCode.BOOKS_DIFFER);
    }

    @Test
    void theNewOneIsBuiltBesideOnlyWhereAskedForAndWhereThereIsRoom() {
        Case beside = given(Condition.EXPIRED, Cause.API_SERVER).beside();

        assertThat(choice(beside.lines(ROOM)).remedy()).isEqualTo(Remedy.REBUILD_BESIDE);
        ChooseRemedy.Choice tight = choice(beside.lines(TIGHT));
        assertThat(tight.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(reason(tight, Remedy.REBUILD_BESIDE))
                .isEqualTo(Reason.of(ReasonCode.BESIDE_QUOTA_LACKS, "lacks", "cores (needed 20, free 15)."));
        assertThat(why(choice(beside), Remedy.REBUILD_BESIDE)).isEqualTo(ReasonCode.BESIDE_QUOTA_UNKNOWN);
        assertThat(why(choice(beside.lines()), Remedy.REBUILD_BESIDE)).isEqualTo(ReasonCode.BESIDE_QUOTA_UNKNOWN);
        assertThat(reason(choice(beside.notLooked("Nova: 403", ROOM)), Remedy.REBUILD_BESIDE))
                .isEqualTo(Reason.of(ReasonCode.BESIDE_QUOTA_UNKNOWN, "detail", "Nova: 403"));
        assertThat(why(choice(given(Condition.EXPIRED, Cause.API_SERVER).lines(ROOM)), Remedy.REBUILD_BESIDE))
                .isEqualTo(ReasonCode.BESIDE_NOT_ASKED_FOR);
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"EXPIRED", "EXPIRING"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingButAnExpiryTearsDown(Condition condition) {
        for (Cause cause : Cause.values()) {
            assertThat(choice(given(condition, cause).beside().lines(ROOM))
                            .remedy()
                            .tearsDown())
                    .as("%s, %s", condition, cause)
                    .isFalse();
        }
    }

    /** What the files say of an end that nothing on the wire shows leads to no rebuild of a cluster that works. */
    @Test
    void beforeExpiryNothingButARebuildBesideIsWeighedAndOnlyByTheCertificateOnTheWire() {
        for (Cause cause : Cause.values()) {
            Case expiring = given(Condition.EXPIRING, cause).beside().lines(ROOM);
            assertThat(ChooseRemedy.from(served(expiring, Duration.ofDays(5))).remedy())
                    .as("%s", cause)
                    .isIn(Remedy.REBUILD_BESIDE, Remedy.FRESH_CLIENT_CERTIFICATE);
            assertThat(ChooseRemedy.from(served(expiring, Duration.ofDays(200)))
                            .remedy()
                            .tearsDown())
                    .as("%s, by a file", cause)
                    .isFalse();
            assertThat(ChooseRemedy.from(served(given(Condition.EXPIRING, cause), Duration.ofDays(5)))
                            .remedy()
                            .tearsDown())
                    .as("%s, without the policy", cause)
                    .isFalse();
        }
    }

    @Test
    void beforeExpiryAnUpgradeAndARenewalInPlaceComeBeforeARebuildBeside() {
        Case expiring = given(Condition.EXPIRING, Cause.API_SERVER).beside().lines(ROOM);

        assertThat(ChooseRemedy.from(served(expiring.upgrades(Samples.NEXT_MINOR), Duration.ofDays(5)))
                        .remedy())
                .isEqualTo(Remedy.UPGRADE);
        assertThat(ChooseRemedy.from(served(expiring.machines(RENEWABLE), Duration.ofDays(5)))
                        .remedy())
                .isEqualTo(Remedy.RENEW_IN_PLACE);
    }

    @Test
    void whatMagnumWouldRefuseIsNotTornDown() {
        List<Reason> refusals = List.of(Reason.of(ReasonCode.CREATE_KEYPAIR_UNKNOWN, "name", "ops"));
        RemedyInput fine = given(Condition.EXPIRED, Cause.API_SERVER).facts();
        ChooseRemedy.Choice choice = ChooseRemedy.from(new RemedyInput(
                fine.profile(),
                fine.seen(),
                fine.diagnosis(),
                fine.upgrades(),
                List.of(),
                fine.quota(),
                fine.tried(),
                List.of(),
                refusals));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(reason(choice, Remedy.REBUILD))
                .isEqualTo(Reason.of(ReasonCode.CREATE_REFUSED).because(refusals));
    }

    @Test
    void whatWouldNotFitIntoTheQuotaEvenWithTheOldClusterGoneIsNotTornDown() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Cause.API_SERVER).lines(new QuotaLine("cores", 15, 10, 10, 20, 2)));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(reason(choice, Remedy.REBUILD))
                .isEqualTo(Reason.of(
                        ReasonCode.QUOTA_LACKS_AFTER_TEARDOWN,
                        "lacks",
                        "cores (needed 20, free once the old cluster is gone 15)."));
    }

    private static RemedyInput served(Case of, Duration endsIn) {
        RemedyInput facts = of.facts();
        return new RemedyInput(
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
                facts.upgrades(),
                facts.candidates(),
                facts.quota(),
                facts.tried());
    }

    @Test
    void nothingIsTornDownWhereNothingCanBeBuilt() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Cause.API_SERVER).candidates());

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice)).isEqualTo(Reason.of(ReasonCode.NO_REMEDY_LEFT));
        assertThat(why(choice, Remedy.REBUILD)).isEqualTo(ReasonCode.NOTHING_TO_BUILD_FROM);
    }

    @Test
    void whatCannotBeUpgradedWhileItCountsIsForAHumanWhoStillHasTime() {
        ChooseRemedy.Choice choice = choice(given(Condition.EXPIRING, Cause.API_SERVER));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice)).isEqualTo(Reason.of(ReasonCode.NO_REMEDY_BEFORE_EXPIRY));
    }

    @Test
    void anUpgradeAfterExpiryIsTriedOnlyWhereSomebodyInsistsAndNothingElseIsLeft() {
        Case insisting = given(Condition.EXPIRED, Cause.API_SERVER).always().upgrades(Samples.NEXT_MINOR);

        assertThat(choice(insisting).remedy()).isEqualTo(Remedy.REBUILD);
        ChooseRemedy.Choice last = choice(insisting.candidates());
        assertThat(last.remedy()).isEqualTo(Remedy.UPGRADE);
        assertThat(chosen(last)).isEqualTo(Reason.of(ReasonCode.UPGRADE_IS_LEFT));
        assertThat(why(
                        choice(given(Condition.EXPIRED, Cause.API_SERVER)
                                .upgrades(Samples.NEXT_MINOR)
                                .candidates()),
                        Remedy.UPGRADE))
                .isEqualTo(ReasonCode.TOO_LATE_TO_UPGRADE);
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_AUTHORITY, UPDATE_COMPLETE, TICKET",
        "NONE, UPDATE_FAILED, TICKET",
        "NONE, CREATE_COMPLETE, HAND_TO_HUMAN"
    })
    void whatOnlyTheOperatorsCanMendBecomesATicket(Cause cause, String status, Remedy remedy) {
        assertThat(choice(given(Condition.BROKEN_OTHERWISE, cause).status(status))
                        .remedy())
                .isEqualTo(remedy);
    }

    @Test
    void aClusterThatMagnumDoesNotKnowIsForAHuman() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Cause.API_SERVER).unknownToMagnum());

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice)).isEqualTo(Reason.of(ReasonCode.CLUSTER_UNKNOWN));
        assertThat(why(choice, Remedy.REBUILD)).isEqualTo(ReasonCode.CLUSTER_UNKNOWN);
        assertThat(why(choice, Remedy.TICKET)).isEqualTo(ReasonCode.OPERATORS_KNOW_NO_CLUSTER);
    }

    @Test
    void whatCannotBeKnownIsHandedOnWithWhatWouldTell() {
        Diagnosis unsure = new Diagnosis(
                Condition.CANNOT_KNOW,
                null,
                Reason.of(ReasonCode.LOOKS_DIFFER),
                List.of(),
                Cause.UNKNOWN,
                Certainty.UNKNOWN,
                List.of(Clue.LOOK_AGAIN));
        ChooseRemedy.Choice choice =
                choice(given(Condition.CANNOT_KNOW, Cause.UNKNOWN).diagnosed(unsure));

        assertThat(choice.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(chosen(choice))
                .isEqualTo(Reason.of(ReasonCode.ONLY_CERTIFICATES, "more", Sentences.of(Clue.LOOK_AGAIN)));
    }

    @Test
    void everyOtherRemedyIsInTheRecordWithItsReason() {
        ChooseRemedy.Choice choice =
                choice(given(Condition.EXPIRED, Cause.API_SERVER).machines(RENEWABLE));

        assertThat(choice.left()).hasSize(Remedy.values().length - 1).allSatisfy(decision -> {
            assertThat(decision.choice()).isEqualTo(ChoiceCode.NOT_CHOSEN);
            assertThat(Sentences.why(decision)).endsWith(".").doesNotContain("(unknown)");
        });
        assertThat(reason(choice, Remedy.REBUILD))
                .isEqualTo(Reason.of(ReasonCode.COSTS_MORE, "chosen", "RENEW_IN_PLACE"));
        assertThat(choice.decision())
                .isEqualTo(Decision.of(StepId.REMEDY, ChoiceCode.CHOSEN, Reason.of(ReasonCode.KUBEADM_CAN_RENEW))
                        .naming("RENEW_IN_PLACE"));
    }

    private static ChooseRemedy.Choice choice(Case of) {
        return ChooseRemedy.from(of.facts());
    }

    private static ReasonCode why(ChooseRemedy.Choice choice, Remedy remedy) {
        return reason(choice, remedy).code();
    }

    /** Why a remedy was not chosen. */
    private static Reason reason(ChooseRemedy.Choice choice, Remedy remedy) {
        return choice.left().stream()
                .filter(decision -> decision.about().equals(remedy.name()))
                .flatMap(decision -> decision.reasons().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Reason chosen(ChooseRemedy.Choice choice) {
        return choice.decision().reasons().get(0);
    }

    private static Case given(Condition condition, Cause cause) {
        return new Case(
                new Diagnosis(
                        condition,
                        5L,
                        Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                        List.of(),
                        cause,
                        Certainty.CERTAIN,
                        List.of()),
                Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING)),
                cluster(),
                List.of(),
                List.of(),
                List.of(candidate(Samples.FITTING)),
                null,
                Set.of());
    }

    private static CandidateTemplate candidate(Template template) {
        return Samples.candidate(template, true, Certainty.CERTAIN);
    }

    /** What is decided on, changed one thing at a time. */
    private record Case(
            Diagnosis diagnosis,
            ClusterProfile profile,
            @Nullable CloudCluster cloud,
            List<MachineSighting> seenMachines,
            List<CandidateTemplate> upgrades,
            List<CandidateTemplate> templates,
            @Nullable QuotaSighting quota,
            Set<Remedy> inVain) {

        RemedyInput facts() {
            return new RemedyInput(
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

        Case upgrades(Template... upgrades) {
            return new Case(
                    diagnosis, profile, cloud, seenMachines, candidates(upgrades).templates, templates, quota, inVain);
        }

        Case candidates(Template... candidates) {
            List<CandidateTemplate> each = List.of(candidates).stream()
                    .map(ChooseRemedyTest::candidate)
                    .toList();
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
