// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.assertRefused;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.PreApproval;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** Every remedy to its end, and the gates of the one that destroys. */
@Timeout(90)
final class RemediesTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void anExpiredClusterIsRenewedInPlaceWhereItsMachinesCanBeReached() {
        bed.world(Samples.withMachines(Samples.profile(policy())), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(bed.cloud().asked).as("what Magnum was asked for").isEmpty();
        assertThat(bed.machines().renewed).containsExactly("cp-0", "cp-1");
        assertThat(result.nextExpiry()).isAfter(bed.clock().instant().plus(Duration.ofDays(300)));
    }

    /** Machines and programs are as they were, so it is enough that the hub answers. */
    @Test
    void aRenewalInPlaceNeedsNoCell() {
        Map<String, String> keys = Map.of("hub", "https://hub.example.org");
        bed.world(
                Samples.withVerification(Samples.withMachines(Samples.profile(policy())), Verification.of(keys::get)),
                AN_HOUR_AGO);

        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
    }

    @Test
    void aRenewalThatShowsNothingOnTheWireIsAMatterForAHumanAndThenTheClusterIsRebuilt() {
        bed.world(Samples.withMachines(Samples.profile(policy())), AN_HOUR_AGO);
        bed.machines().renewsInVain = true;
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("still ends at"));
        run.resolve(new Resolve("renew in place", Resolution.SKIP, "bob"));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(plan(run).plan().decisions())
                .anySatisfy(decision ->
                        assertThat(decision.rests(ReasonCode.RENEWAL_TRIED)).isTrue());
    }

    @Test
    void aKubeletThatIsTheOnlyTroubleIsRenewedThoughTheWireShowsWhatItShowed() {
        bed.world(Samples.withMachines(Samples.profile(policy())), Duration.ofDays(200));
        bed.machines().kubeletEnds = bed.clock().instant().minusSeconds(60);
        RecoverCluster run = bed.start(request("alice"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(bed.machines().renewed).containsExactly("cp-0", "cp-1");
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void whatHasStillEndedOnAMachineAfterItsRenewalIsAMatterForAHuman() {
        bed.world(Samples.withMachines(Samples.profile(policy())), Duration.ofDays(200));
        bed.machines().kubeletEnds = bed.clock().instant().minusSeconds(60);
        bed.machines().renewsInVain = true;
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("On cp-0", "kubelet.conf", "is still there"));
    }

    @Test
    void kubeletCredentialGoneIsMadeAnewAndNothingIsCalledRenewedBeforeEachIsThere() {
        bed.world(Samples.withMachines(Samples.profile(policy())), Duration.ofDays(200));
        bed.machines().gone = true;
        bed.machines().open.add("The kubelet does not run.");
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("On cp-0: The kubelet does not run."));
        bed.machines().open.clear();
        run.resolve(new Resolve("renew in place", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(bed.machines().renewed).containsExactly("cp-0", "cp-0", "cp-1");
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void ofSeveralMachinesEachMustBeSeenToServeItsNewCertificate() {
        bed.world(Samples.withMachines(Samples.profile(policy())), AN_HOUR_AGO);
        bed.machines().unseen.add("cp-1");
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("cp-1", "AllowTcpForwarding"));
        bed.machines().unseen.clear();
        run.resolve(new Resolve("renew in place", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(bed.machines().renewed).containsExactly("cp-0", "cp-1");
        assertThat(story(run.view())).contains("cp-0: Its API server serves a certificate until");
    }

    @Test
    void ourOwnCertificateIsMadeAnewWhenItIsTheOnlyTrouble() {
        bed.world(policy(), Duration.ofDays(200));
        bed.cluster().clientRefused = true;
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aRebuildBesideTheOldClusterDeletesItLast() {
        bed.world(Samples.rebuildingBeside(policy()), AN_HOUR_AGO);
        bed.cloud().limitInstances(8);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(bed.cloud().clusters()).hasSize(2);
        assertThat(bed.cloud().count("delete")).isZero();
        run.resolve(new Resolve("switch over", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().clusters()).hasSize(1);
        assertThat(bed.cloud().asked).last().asString().startsWith("delete 11111111");
    }

    @Test
    void withoutRoomForBothTheOldClusterGoesFirst() {
        bed.world(Samples.rebuildingBeside(policy()), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().asked).first().asString().startsWith("delete 11111111");
        assertThat(run.view().decisions())
                .anySatisfy(decision -> assertThat(decision.rests(ReasonCode.BESIDE_QUOTA_LACKS))
                        .isTrue());
    }

    @Test
    void aClusterThatWorksIsTakenThoughMagnumStillWaitsForAnAddOn() {
        bed.world(policy(), AN_HOUR_AGO);
        bed.cloud().keepFromComingUp(Samples.FITTING);
        bed.cluster().nodes = List.of(new NodeSighting("worker-0", "default-worker", true, "v1.33.2"));
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().decisions())
                .anyMatch(decision ->
                        decision.step() == StepId.DEGRADED_CLUSTER && decision.choice() == ChoiceCode.ACCEPTED);
        assertThat(bed.cloud().count("create")).isEqualTo(1);
    }

    @Test
    void twoMustApproveWherePolicyAsksForTwo() {
        bed.world(Samples.withApproval(policy(), approval(false, 2, null)), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        assertRefused(() -> run.approve(new Approve(plan(run).sha256(), "Bob")), "has approved already");
        bed.environment().sleep(Duration.ofMinutes(10));
        assertThat(bed.cloud().count("delete")).isZero();
        run.approve(new Approve(plan(run).sha256(), "carol"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void leaveOfTheFleetFileEndsWithItsDaysMeasure() {
        bed.world(Samples.withApproval(policy(), approval(true, 1, new PreApproval(List.of(), 1))), AN_HOUR_AGO);
        bed.rateLimit()
                .knows(new TeardownRateLimitState(
                        List.of(new TeardownRateLimitState.Teardown(
                                "other",
                                Samples.clusterUuid("other"),
                                Samples.planHash("another plan"),
                                "another-run",
                                bed.clock().instant(),
                                false)),
                        Map.of()));
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        assertThat(bed.cloud().count("delete")).isZero();
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void oneTeardownWaitsForTheOtherAndSaysWhenItHasEnded() {
        bed.world(policy(), AN_HOUR_AGO);
        anotherTeardownIsUnderWay();
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.environment().sleep(Duration.ofMinutes(30));
        assertThat(bed.cloud().count("delete")).isZero();
        bed.rateLimit().ended(new RunEnd("other", "another-run", true));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rateLimit().ends).extracting(RunEnd::cluster).containsExactly("other", Samples.CLUSTER);
    }

    @Test
    void whoRenewsTheCertificateWhileTheBreakerHoldsTheRunKeepsTheCluster() {
        bed.world(policy(), AN_HOUR_AGO);
        RecoverCluster run = heldUpByTheBreaker();
        bed.cloud().certificateEnds(bed.clock().instant().plus(Duration.ofDays(365)));
        bed.rateLimit().ended(new RunEnd("other", "another-run", true));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void whoMendsTheFilesOfTheControlPlaneWhileTheBreakerHoldsTheRunKeepsTheCluster() {
        onlyFilesThatCannotBeRenewedHaveEnded();
        RecoverCluster run = heldUpByTheBreaker();
        bed.machines().etcdEnds = bed.clock().instant().plus(Duration.ofDays(365));
        bed.rateLimit().ended(new RunEnd("other", "another-run", true));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void aClusterThatWorksAgainWhileThePlanWaitsIsKeptWhateverAFileSays() {
        onlyFilesThatCannotBeRenewedHaveEnded();
        RecoverCluster run = heldUpByTheBreaker();
        bed.cluster().nodes = List.of(new NodeSighting("node-1", "default-worker", true, "v1.32.1"));
        bed.rateLimit().ended(new RunEnd("other", "another-run", true));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(run.view().timeline())
                .anySatisfy(entry -> assertThat(entry.what()).contains("what works is never torn down"));
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void filesThatCannotBeLookedAtAgainAreNoSignThatTheyWereMended() {
        onlyFilesThatCannotBeRenewedHaveEnded();
        RecoverCluster run = heldUpByTheBreaker();
        bed.machines().silent = true;
        bed.rateLimit().ended(new RunEnd("other", "another-run", true));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("tear down");
            assertThat(stuck.reason()).contains("cp-0 shows nothing now");
        });
        assertThat(bed.cloud().count("delete")).isZero();
        bed.machines().silent = false;
        run.resolve(new Resolve("tear down", Resolution.RETRY, "bob"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void leaveOfTheFleetFileEndsWithItsWindowThoughTheBreakerHeldTheRunUp() {
        PreApproval forAWhile =
                new PreApproval(List.of(Samples.window(bed.clock(), Duration.ofHours(-1), Duration.ofMinutes(20))), 3);
        bed.world(Samples.withApproval(policy(), approval(true, 1, forAWhile)), AN_HOUR_AGO);
        anotherTeardownIsUnderWay();
        RecoverCluster run = bed.start(request("alice"));
        bed.environment().sleep(Duration.ofMinutes(40));
        bed.rateLimit().ended(new RunEnd("other", "another-run", true));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        assertThat(bed.cloud().count("delete")).isZero();
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void aClusterThatIsHalfGoneIsDeletedToTheEndThoughItsMachinesTellNothingAnyMore() {
        onlyFilesThatCannotBeRenewedHaveEnded();
        bed.cloud().hangDeletes(true);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        bed.machines().silent = true;
        bed.environment().sleep(Duration.ofHours(9));
        bed.cloud().hangDeletes(false);
        run.resolve(new Resolve("tear down", Resolution.RETRY, "bob"));
        bed.approve(run, "carol");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().count("delete")).isEqualTo(2);
    }

    private void onlyFilesThatCannotBeRenewedHaveEnded() {
        bed.world(Samples.withMachines(Samples.profile(policy())), Duration.ofDays(200));
        bed.machines().renewable = false;
        bed.machines().etcdEnds = bed.clock().instant().minusSeconds(60);
    }

    private RecoverCluster heldUpByTheBreaker() {
        anotherTeardownIsUnderWay();
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.environment().sleep(Duration.ofMinutes(30));
        return run;
    }

    private void anotherTeardownIsUnderWay() {
        bed.rateLimit()
                .knows(new TeardownRateLimitState(
                        List.of(new TeardownRateLimitState.Teardown(
                                "other",
                                Samples.clusterUuid("other"),
                                Samples.planHash("another plan"),
                                "another-run",
                                bed.clock().instant(),
                                true)),
                        Map.of()));
    }

    @Test
    void aFleetThatIsExpiredByAFifthHoldsEveryTeardownUntilAHumanHasLooked() {
        bed.world(policy(), AN_HOUR_AGO);
        bed.rateLimit()
                .knows(new TeardownRateLimitState(
                        List.of(), Map.of("other", bed.clock().instant())));
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("so many at once have one cause"));
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void aClusterWhoseAuthorityHasExpiredIsRebuiltThoughItsOwnCertificateStillCounts() {
        bed.world(Samples.withMachines(Samples.profile(policy())), Duration.ofDays(200));
        bed.cluster().authorityEnds = bed.clock().instant().minusSeconds(60);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.machines().renewed).isEmpty();
        assertThat(bed.cloud().asked).first().asString().startsWith("delete 11111111");
    }

    @Test
    void nothingIsPlannedOnALookThatAnotherContradicts() {
        bed.environment()
                .newWorker(Identifiers.lookFrom("elsewhere"))
                .registerActivitiesImplementations(new SeesNothing());
        bed.world(Samples.lookingAgain(Samples.profile(policy())), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(run.view().diagnosis().reason().code()).isEqualTo(ReasonCode.LOOKS_DIFFER_NONE_SEEN);
        assertThat(bed.cloud().asked).isEmpty();
    }

    /** A worker in another place, from which nothing is seen. */
    static final class SeesNothing implements TlsActivities {

        @Override
        public CertificateSighting look(Endpoint endpoint) {
            return CertificateSighting.none(endpoint.address(), "Connection refused.");
        }
    }

    private static ApprovalPolicy approval(boolean preApproved, int needed, @Nullable PreApproval within) {
        return new ApprovalPolicy(preApproved, List.of(), Duration.ofHours(4), needed, false, within);
    }

    private static Policy policy() {
        return Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING);
    }
}
