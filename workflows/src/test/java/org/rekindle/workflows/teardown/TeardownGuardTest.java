// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.IDENTITY;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.ownCluster;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.decide.plan.Plans;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.fakes.Proofs;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.SeenCluster;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.ratelimit.Permit;

/** Each refusal alone, all at once, and what a cluster of the run's own is spared. */
final class TeardownGuardTest {

    private static final SealedPlan PLAN = PlanSeal.seal(Plans.rebuild());
    private static final RunMark MARK = new RunMark("0f1e2d3c-1");
    private static final ClusterIdentity OWN =
            new ClusterIdentity(Samples.clusterUuid("own"), IDENTITY.name(), "own-stack", NOW);

    @Test
    void whatIsAsItShouldBePasses() {
        assertThat(refusals(request(PLAN, approval(PLAN), "alice"))).isEmpty();
        assertThat(refusals(request(PLAN, approval(PLAN), null))).isEmpty();
    }

    @Test
    void aPlanThatWasChangedIsRefused() {
        SealedPlan changed = new SealedPlan(Plans.with(PLAN.plan(), Remedy.REBUILD, false), PLAN.sha256());

        assertOnly("changed after it was sealed", request(changed, approval(PLAN), "alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTHING", "UPGRADE", "HAND_TO_HUMAN"})
    void aPlanThatTearsNothingDownIsRefused(Remedy remedy) {
        SealedPlan harmless = PlanSeal.seal(Plans.with(PLAN.plan(), remedy, true));

        assertOnly("does not tear anything down", request(harmless, approval(harmless), "alice"));
    }

    /** What still works is deleted only after another one has been built and proven beside it. */
    @ParameterizedTest
    @CsvSource({
        "EXPIRED, REBUILD, true",
        "EXPIRED, REBUILD_BESIDE, true",
        "EXPIRING, REBUILD_BESIDE, true",
        "EXPIRING, REBUILD, false",
        "HEALTHY, REBUILD, false",
        "HEALTHY, REBUILD_BESIDE, false",
        "BROKEN_OTHERWISE, REBUILD, false",
        "CANNOT_KNOW, REBUILD_BESIDE, false"
    })
    void onlyWhatHasExpiredOrIsReplacedBeforeItDoesIsDeleted(Condition condition, Remedy remedy, boolean passes) {
        SealedPlan plan = PlanSeal.seal(Plans.with(Plans.with(PLAN.plan(), remedy, true), condition));

        if (passes) {
            assertThat(refusals(request(plan, approval(plan), "alice"))).isEmpty();
        } else {
            assertOnly("which calls for no " + Text.constant(remedy.name()), request(plan, approval(plan), "alice"));
        }
    }

    @Test
    void dataThatThePolicyKeepsIsRefused() {
        SealedPlan risky = PlanSeal.seal(Plans.rebuildWithDataAtRisk());
        assertOnly("The policy keeps volumes", request(risky, approval(risky), "alice"));

        SealedPlan allowed = PlanSeal.seal(Plans.with(Plans.rebuildWithDataAtRisk(), Remedy.REBUILD, false));
        assertThat(refusals(request(allowed, approval(allowed), "alice"))).isEmpty();
    }

    @Test
    void anApprovalOfAnotherPlanIsRefused() {
        Approval other = new Approval(Samples.planHash("another plan"), "bob", List.of(), NOW, NOW.plusSeconds(60));

        assertOnly("for another plan", request(PLAN, other, "alice"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "-1, false"})
    void anApprovalCountsUntilItEnds(long secondsLeft, boolean counts) {
        DeleteRequest request = request(
                PLAN, new Approval(PLAN.sha256(), "bob", List.of(), NOW, NOW.plusSeconds(secondsLeft)), "alice");

        if (counts) {
            assertThat(refusals(request)).isEmpty();
        } else {
            assertOnly("expired at", request);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Alice", " alice"})
    void anApprovalOfTheOneWhoAskedIsRefused(String by) {
        assertThat(refusals(request(PLAN, new Approval(PLAN.sha256(), by, List.of(), NOW, soon()), "alice")))
                .hasSize(2)
                .anySatisfy(refusal -> assertThat(refusal).contains("who asked for the recovery"));
    }

    @Test
    void anApprovalOfNobodyIsRefused() {
        assertOnly("nothing of who", request(PLAN, new Approval(PLAN.sha256(), " ", List.of(), NOW, soon()), "alice"));
    }

    @Test
    void aPlanForAnotherClusterOfTheFleetIsRefused() {
        DeleteRequest other = new DeleteRequest(
                Samples.inCloud("another"), IDENTITY, PLAN, approval(PLAN), "alice", null, permit(PLAN, IDENTITY));

        assertOnly("not for another", other);
    }

    @Test
    void magnumStatusNullIsRefused() {
        CloudCluster unknown = new SeenCluster("UNKNOWN").seen();

        assertThat(TeardownGuard.refusals(request(PLAN, approval(PLAN), "alice"), unknown, Proofs.names(), NOW))
                .singleElement()
                .asString()
                .contains("no status of the cluster that is known (UNKNOWN)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid", "name", "stackId", "createdAt"})
    void aClusterThatDiffersInAnythingIsRefused(String what) {
        ClusterIdentity other = new ClusterIdentity(
                what.equals("uuid") ? Samples.clusterUuid("other") : IDENTITY.uuid(),
                what.equals("name") ? "other" : IDENTITY.name(),
                what.equals("stackId") ? "other" : IDENTITY.stackId(),
                what.equals("createdAt") ? NOW : IDENTITY.createdAt());

        assertThat(TeardownGuard.refusals(
                        request(PLAN, approval(PLAN), "alice"), ownCluster(other, null), Proofs.names(), NOW))
                .singleElement()
                .asString()
                .contains("not the one that was looked at");
    }

    @Test
    void aClusterThatThePlanDoesNotNameIsRefused() {
        DeleteRequest stranger = new DeleteRequest(
                Samples.inCloud(Samples.CLUSTER), OWN, PLAN, approval(PLAN), "alice", null, permit(PLAN, OWN));

        assertThat(TeardownGuard.refusals(stranger, ownCluster(OWN, null), Proofs.names(), NOW))
                .singleElement()
                .asString()
                .contains("neither the one that the plan destroys nor one that this run created");
    }

    /** As a caller could ask who may delete one cluster and means another. */
    @Test
    void aClusterThatTheFleetFileDoesNotMeanIsRefused() {
        DeleteRequest request = request(PLAN, approval(PLAN), "alice");
        String upper = IDENTITY.uuid().toString().toUpperCase(Locale.ROOT);

        assertThat(TeardownGuard.refusals(request, ownCluster(IDENTITY, null), meaning("jetstream2", "scratch"), NOW))
                .containsExactly("The fleet file means cluster scratch by " + Samples.CLUSTER + ", not "
                        + IDENTITY.name() + " (" + IDENTITY.uuid() + ").");
        assertThat(TeardownGuard.refusals(
                        request, ownCluster(IDENTITY, null), meaning("elsewhere", IDENTITY.name()), NOW))
                .containsExactly(
                        "The fleet file has " + Samples.CLUSTER + " in the cloud elsewhere, not in jetstream2.");
        assertThat(TeardownGuard.refusals(
                        request, ownCluster(IDENTITY, null), meaning("jetstream2", "scratch", upper), NOW))
                .isEmpty();
    }

    /** A mark is a label that every user of the project can read. */
    @Test
    void aClusterOfAnotherRunIsNotOursThoughTheRequestHasItsMark() {
        RunMark another = new RunMark("4f5e6d7c-1");
        DeleteRequest stranger =
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), OWN, PLAN, approval(PLAN), "alice", another, null);

        assertThat(TeardownGuard.refusals(stranger, ownCluster(OWN, another), meaning("jetstream2", "scratch"), NOW))
                .contains("The fleet file means cluster scratch by " + Samples.CLUSTER + ", not " + OWN.name() + " ("
                        + OWN.uuid() + ").");
        assertThat(TeardownGuard.refusals(stranger, ownCluster(OWN, another), Proofs.names(), NOW))
                .anySatisfy(each -> assertThat(each).contains("nor one that this run created"));
    }

    @Test
    void aClusterOfTheRunsOwnMayHaveANameOfItsOwnInTheSameCloud() {
        DeleteRequest own =
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), OWN, PLAN, approval(PLAN), "alice", MARK, null);

        assertThat(TeardownGuard.refusals(own, ownCluster(OWN, MARK), meaning("jetstream2", "scratch"), NOW))
                .isEmpty();
        assertThat(TeardownGuard.refusals(own, ownCluster(OWN, MARK), meaning("elsewhere", OWN.name()), NOW))
                .singleElement()
                .asString()
                .contains("in the cloud elsewhere");
    }

    private static ApprovalProof meaning(String cloud, String... names) {
        ApprovalProof proof = Proofs.names();
        return new ApprovalProof(
                proof.policy(), new MeantCluster(cloud, List.of(names)), proof.runId(), null, proof.signatures());
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        RecoveryPlan changed = Plans.with(Plans.rebuildWithDataAtRisk(), Remedy.UPGRADE, true);
        DeleteRequest worst = new DeleteRequest(
                Samples.inCloud("another"),
                OWN,
                new SealedPlan(changed, PLAN.sha256()),
                new Approval(Samples.planHash("another plan"), "alice", List.of(), NOW, NOW),
                "alice",
                MARK,
                null);

        assertThat(TeardownGuard.refusals(worst, ownCluster(IDENTITY, new RunMark("0f1e2d3c-2")), Proofs.names(), NOW))
                .hasSize(11);
    }

    @Test
    void aClusterOfTheRunsOwnNeedsNoFreshApprovalAndHoldsNoData() {
        SealedPlan risky = PlanSeal.seal(Plans.rebuildWithDataAtRisk());
        Approval old = new Approval(risky.sha256(), "bob", List.of(), NOW.minusSeconds(90), NOW.minusSeconds(30));
        DeleteRequest own = new DeleteRequest(Samples.inCloud(Samples.CLUSTER), OWN, risky, old, "alice", MARK, null);

        assertThat(TeardownGuard.refusals(own, ownCluster(OWN, MARK), Proofs.names(), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 0f1e2d3c-1", "0f1e2d3c-1, none", "0f1e2d3c-1, 0f1e2d3c-2", "none, none"})
    void aMarkThatIsNotOnTheClusterMakesItNobodysOwn(@Nullable RunMark asked, @Nullable RunMark found) {
        DeleteRequest request =
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), OWN, PLAN, approval(PLAN), "alice", asked, null);

        assertThat(TeardownGuard.refusals(request, ownCluster(OWN, found), Proofs.names(), NOW))
                .isNotEmpty();
    }

    @Test
    void aClusterOfTheRunsOwnStillNeedsThePlanAndItsApproval() {
        Approval other = new Approval(Samples.planHash("another plan"), "alice", List.of(), NOW, soon());
        DeleteRequest own = new DeleteRequest(Samples.inCloud(Samples.CLUSTER), OWN, PLAN, other, "alice", MARK, null);

        assertThat(TeardownGuard.refusals(own, ownCluster(OWN, MARK), Proofs.names(), NOW))
                .hasSize(2);
    }

    @Test
    void withoutThePermitOfTheRateLimitNothingIsDeleted() {
        Permit refused = new Permit(Samples.CLUSTER, IDENTITY.uuid(), PLAN.sha256(), "Not now.", true, false, soon());
        Permit old = new Permit(Samples.CLUSTER, IDENTITY.uuid(), PLAN.sha256(), null, false, false, NOW);
        Permit other = permit(PLAN, OWN);

        assertOnly(
                "has not permitted",
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), IDENTITY, PLAN, approval(PLAN), null, null, null));
        assertOnly(
                "has not permitted",
                new DeleteRequest(
                        Samples.inCloud(Samples.CLUSTER), IDENTITY, PLAN, approval(PLAN), null, null, refused));
        assertOnly(
                "expired at",
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), IDENTITY, PLAN, approval(PLAN), null, null, old));
        assertOnly(
                "another plan or cluster",
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), IDENTITY, PLAN, approval(PLAN), null, null, other));
    }

    @Test
    void aPlanThatNeedsTwoTakesTwoWhoDidNotAsk() {
        SealedPlan two = PlanSeal.seal(Plans.withApprovals(PLAN.plan(), 2));

        assertOnly("approval of 2 people", request(two, by(two, "bob"), "alice"));
        assertOnly("approval of 2 people", request(two, by(two, "bob", "BOB"), "alice"));
        assertOnly("approval of 2 people", request(two, by(two, "bob", "Alice"), "alice"));
        assertThat(refusals(request(two, by(two, "bob", "carol"), "alice"))).isEmpty();
    }

    private static Approval by(SealedPlan plan, String first, String... others) {
        return new Approval(plan.sha256(), first, List.of(others), NOW, soon());
    }

    private static void assertOnly(String refusal, DeleteRequest request) {
        assertThat(refusals(request)).singleElement().asString().contains(refusal);
    }

    private static List<String> refusals(DeleteRequest request) {
        return TeardownGuard.refusals(request, ownCluster(IDENTITY, null), Proofs.names(), NOW);
    }

    private static DeleteRequest request(SealedPlan plan, Approval approval, @Nullable String requestedBy) {
        return new DeleteRequest(
                Samples.inCloud(Samples.CLUSTER), IDENTITY, plan, approval, requestedBy, null, permit(plan, IDENTITY));
    }

    private static Permit permit(SealedPlan plan, ClusterIdentity identity) {
        return new Permit(Samples.CLUSTER, identity.uuid(), plan.sha256(), null, false, false, soon());
    }

    private static Approval approval(SealedPlan plan) {
        return new Approval(plan.sha256(), "bob", List.of(), NOW, soon());
    }

    private static Instant soon() {
        return NOW.plusSeconds(3_600);
    }
}
