// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rekindle.workflows.fakes.TestBed.assertRefused;
import static org.rekindle.workflows.fakes.TestBed.codes;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import io.temporal.client.WorkflowFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.NotProven;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

final class RecoverClusterTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);
    /** What an upgrade in vain costs more: the cluster is looked at and planned for anew. */
    private static final int MOST_EVENTS_WITH_AN_UPGRADE = 390;

    private static final int MOST_EVENTS = 310;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void anExpiredClusterComesBackFromTheTemplateThatFits() {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.approve(run, "bob");
        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().asked)
                .containsExactly(
                        "delete 11111111-0000-4000-8000-000000000001",
                        "create " + Samples.FITTING.name(),
                        "node group core",
                        "node group user-m3-large");
        assertThat(bed.cluster().deployed).containsExactly("support", "binderhub");
        assertThat(result.nextExpiry()).isAfter(bed.clock().instant().plus(Duration.ofDays(300)));
        assertThat(bed.cluster().reports.values())
                .singleElement()
                .asString()
                .contains("Approved by bob", "expired at", "chart 0.10.1 (the driver's default", "Next expiry");
        assertThat(events()).isLessThanOrEqualTo(MOST_EVENTS);
    }

    @Test
    void theReleasesAreRenderedForTheVersionToComeBeforeAnApprovalIsAskedFor() {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(bed.cluster().checked).containsExactly("v1.33.2");
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(run.view().plan().plan().releases())
                .containsExactly("Release support renders.", "Release binderhub renders.");
        bed.approve(run, "bob");
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void nothingIsTornDownWhenAReleaseCouldNotBeDeployedAfterwards() {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), AN_HOUR_AGO);
        bed.cluster().releaseFault = "does not render: values/hub.yaml, line 3: is encrypted by sops.";
        RecoverCluster run = bed.start(request("alice", false));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(codes(run.view())).contains(ReasonCode.RELEASES_NOT_DEPLOYABLE);
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cluster().reports.values()).singleElement().asString().contains("values/hub.yaml, line 3");
    }

    @Test
    void theIncidentAsItHappenedEndsWellToo() {
        bed.world(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.approve(run, "bob");
        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().asked)
                .containsExactly(
                        "upgrade " + Samples.NEXT_MINOR.name(),
                        "delete 11111111-0000-4000-8000-000000000001",
                        "create " + Samples.DOOMED.name(),
                        "delete 22222222-0000-4000-8000-000000000001",
                        "create " + Samples.FITTING.name(),
                        "node group core",
                        "node group user-m3-large");
        assertThat(bed.cloud().clusters()).hasSize(1);
        assertThat(events()).isLessThanOrEqualTo(MOST_EVENTS_WITH_AN_UPGRADE);
    }

    @Test
    void aCreateThatReachesMagnumTwiceLeavesOneCluster() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.AS_LISTED), AN_HOUR_AGO);
        bed.cloud().createTwice();
        RecoverCluster run = bed.start(request("alice", false));
        bed.approve(run, "bob");
        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().clusters())
                .singleElement()
                .satisfies(left -> assertThat(result.sentence())
                        .contains(left.identity().uuid().value()));
        assertThat(run.view().decisions())
                .filteredOn(decision -> decision.step() == StepId.DUPLICATE)
                .hasSize(2)
                .allMatch(decision ->
                        decision.choice() == ChoiceCode.DELETED && decision.rests(ReasonCode.CREATED_TWICE));
    }

    @Test
    void noTwinIsLeftWhenNoTemplateComesUp() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        bed.cloud().keepFromComingUp(Samples.FITTING, Samples.NEXT_MINOR);
        bed.cloud().createTwice();
        RecoverCluster run = bed.start(request("alice", false));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("None of the templates came up"));
        assertThat(bed.cloud().clusters()).isEmpty();
    }

    @Test
    void aClusterThatIsWellIsLeftAlone() {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), Duration.ofDays(200));
        RecoverCluster run = bed.start(request("alice", false));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aTroubleThatIsNotTheCertificateGoesToAHuman() {
        bed.world(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED), Duration.ofDays(200));
        bed.cluster().apiAnswers = false;
        RecoverCluster run = bed.start(request("alice", false));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(run.view().diagnosis().reason().code()).isEqualTo(ReasonCode.OTHER_TROUBLE);
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void anAlertThatComesDuringADryRunStartsARecoveryWhenThatEnds() {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), Duration.ofDays(200));
        bed.cloud().failWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = bed.start(request("alice", true));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.alert(new Alert("alertmanager", "k", "servers fail to start"));
        bed.cloud().failWith(null);
        run.resolve(new Resolve("observe", Resolution.RETRY, "bob"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cluster().reports.values()).singleElement().asString().contains("servers fail to start");
    }

    @Test
    void aDryRunEndsWithThePlanAndAsksForNothing() {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", true));

        assertThat(result(run).outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(plan(run).plan().destroys()).first().asString().contains("11111111-0000-4000-8000-000000000001");
    }

    @Test
    void nothingIsDestroyedWhileNobodyApproves() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash first = plan(run).sha256();

        bed.environment().sleep(Duration.ofHours(25));

        assertThat(bed.cloud().count("delete")).isZero();
        Awaitility.await().until(() -> !plan(run).sha256().equals(first));
        assertThat(run.view().timeline())
                .anySatisfy(each -> assertThat(each.what()).contains("made again"));
    }

    @Test
    void anApprovalMustFitThePlanAndComeFromSomebodyElse() {
        Policy policy = Samples.withApproval(
                Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING),
                new ApprovalPolicy(false, List.of("alice", "bob"), Duration.ofHours(4), 1, false, null));
        bed.world(policy, AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash hash = plan(run).sha256();

        assertRefused(() -> run.approve(new Approve(Samples.planHash("another plan"), "bob")), "another plan");
        assertRefused(() -> run.approve(new Approve(hash, "alice")), "another person must approve");
        assertRefused(() -> run.approve(new Approve(hash, "mallory")), "may not approve");
        assertRefused(() -> run.approve(new Approve(hash, " ")), "Say who you are");
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void aRejectedPlanEndsTheRunWithItsReport() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        run.reject(new Reject(plan(run).sha256(), "bob", "a workshop is on"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.sentence()).contains("a workshop is on");
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cluster().reports).hasSize(1);
    }

    @Test
    void aClusterThatWasReplacedBehindOurBackIsNotDeleted() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash first = plan(run).sha256();
        bed.cloud().replaceOldBehindOurBack(AN_HOUR_AGO);
        run.approve(new Approve(first, "bob"));

        Awaitility.await().until(() -> !plan(run).sha256().equals(first));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void volumesThatCannotBeProtectedKeepTheClusterFromBeingTornDown() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "home-dirs", false));
        bed.cloud().volumesThatRefuse.add("vol-1");
        RecoverCluster run = bed.start(request("alice", false));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("vol-1", "keep=true", "request req-9");
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aStuckStepWaitsForAHumanAndIsTriedAgain() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        bed.cloud().failWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.code()).isEqualTo("ACCESS_DENIED");
            assertThat(stuck.reason()).contains("application credential");
        });
        assertRefused(() -> run.resolve(new Resolve("verify", Resolution.RETRY, "bob")), "is not stuck");
        assertRefused(() -> run.resolve(new Resolve(null, Resolution.SKIP, "bob")), "cannot be skipped");
        bed.cloud().failWith(null);
        run.resolve(new Resolve("observe", Resolution.RETRY, "bob"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
    }

    @Test
    void aStuckStepThatIsAbortedEndsTheRunWithItsReport() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        bed.cloud().failWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve(null, Resolution.ABORT, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(bed.cluster().reports).hasSize(1);
    }

    @Test
    void aLaunchWithoutABuildIsNoProof() {
        bed.world(preApproved(), AN_HOUR_AGO);
        bed.cluster().imageAlreadyThere = true;
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("the build is not"));
        run.resolve(new Resolve("build and launch", Resolution.SKIP, "bob"));
        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.REBUILT_NOT_PROVEN);
        assertThat(result.sentence()).contains("not proven", "Skipped by bob").doesNotContain("users can work.");
        assertThat(result.notProven().stream().filter(NotProven::configured))
                .singleElement()
                .satisfies(lacking -> assertThat(lacking.sentence())
                        .startsWith("build and launch: Skipped by bob: The launch is proven, the build is not"));
    }

    @Test
    void aHubThatAnswersIsNoProofThatUsersCanWork() {
        bed.world(preApproved(), AN_HOUR_AGO);
        Map<String, String> keys = Map.of("hub", "https://hub.example.org", "scaleUp", "user-m3-large");
        bed.cluster().profile = Samples.withVerification(bed.cluster().profile, Verification.of(keys::get));

        RecoveryResult result = result(bed.start(request("alice", false)));

        assertThat(result.outcome()).isEqualTo(Outcome.REBUILT_NOT_PROVEN);
        assertThat(result.sentence()).contains("asks for no proof of it (verify.hub and verify.userServer");
    }

    @Test
    void aPolicyCanApproveBeforehand() {
        bed.world(preApproved(), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().approval())
                .satisfies(given -> assertThat(given.by()).isEqualTo("policy"));
    }

    @Test
    void beforeExpiryAnUpgradeRenewsAndNothingIsDestroyed() {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), Duration.ofDays(14));
        RecoverCluster run = bed.start(request("alice", false));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RENEWED);
        assertThat(bed.cloud().asked)
                .containsExactly("upgrade " + Samples.NEXT_MINOR.name(), "upgrade " + Samples.FITTING.name());
    }

    @Test
    void aRepeatedAlertIsNotedOnce() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice", false));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        run.alert(new Alert("alertmanager", "key-1", "servers fail to start"));
        run.alert(new Alert("alertmanager", "key-1", "servers fail to start"));

        Awaitility.await().untilAsserted(() -> assertThat(run.view().alerts()).hasSize(1));
        assertThat(run.view().alerts()).hasSize(1);
    }

    @Test
    void anUnknownClusterFailsWithASentence() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(new RecoverRequest("atlantis", null, null, null, null));

        assertThatThrownBy(() -> result(run))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .hasMessageContaining("fleet.yaml knows no cluster \"atlantis\"");
    }

    private static Policy preApproved() {
        return Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING));
    }

    private static RecoverRequest request(String by, boolean dryRun) {
        return new RecoverRequest(Samples.CLUSTER, "manual", by, dryRun, null);
    }

    private int events() {
        return bed.history().getHistory().getEventsCount();
    }
}
