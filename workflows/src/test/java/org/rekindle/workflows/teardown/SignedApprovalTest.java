// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.IDENTITY;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.ownCluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.decide.plan.Plans;
import org.rekindle.workflows.fakes.Proofs;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** What the guard refuses where the fleet file has keys: there, no word of the workflow approves anything. */
final class SignedApprovalTest {

    private static final SealedPlan PLAN = PlanSeal.seal(Plans.rebuild());
    private static final Instant SIGNED = PLAN.plan().madeAt().plusSeconds(60);
    private static final Instant SOON = SIGNED.plusSeconds(60);
    private static final String KEY = "SHA256:of-ben";
    private static final ClusterIdentity OWN =
            new ClusterIdentity(Samples.clusterUuid("own"), IDENTITY.name(), "own-stack", NOW);

    @Test
    void aSignatureThatHoldsApproves() {
        assertThat(refusals(Proofs.signed(1, by("bob", KEY)), SOON)).isEmpty();
    }

    @Test
    void aNameWithoutASignatureApprovesNothing() {
        assertThat(refusals(Proofs.signed(1), SOON))
                .singleElement()
                .asString()
                .contains("needs the signatures of 1 approver, and has those of 0");
    }

    @Test
    void aSignatureThatDoesNotHoldIsRefusedWithItsReason() {
        CheckedSignature forged = new CheckedSignature("bob", SIGNED, KEY, "It is not over this approval.");

        assertThat(refusals(Proofs.signed(1, forged), SOON)).contains("It is not over this approval.");
        assertThat(refusals(Proofs.signed(1, forged, by("carol", "SHA256:of-carol")), SOON))
                .containsExactly("It is not over this approval.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Alice", "al\u200bice"})
    void theOneWhoAskedCannotSign(String by) {
        assertThat(refusals(Proofs.signed(1, by(by, KEY)), SOON))
                .anySatisfy(refusal -> assertThat(refusal).contains("who asked for the recovery"));
    }

    @Test
    void twoSignaturesWithOneKeyAreOne() {
        assertThat(refusals(Proofs.signed(2, by("bob", KEY), by("carol", KEY)), SOON))
                .singleElement()
                .asString()
                .contains("has those of 1");
        assertThat(refusals(Proofs.signed(2, by("bob", KEY), by("bob", "SHA256:of-bobs-other")), SOON))
                .singleElement()
                .asString()
                .contains("has those of 1");
        assertThat(refusals(Proofs.signed(2, by("bob", KEY), by("carol", "SHA256:of-carol")), SOON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bob", "b\u200bob", "\uff22ob"})
    void twoKeysOfOneNameAreOneHoweverTheNameIsWritten(String again) {
        assertThat(refusals(Proofs.signed(2, by("bob", KEY), by(again, "SHA256:of-bobs-other")), SOON))
                .singleElement()
                .asString()
                .contains("has those of 1");
    }

    /** A key that was stolen is taken out of the fleet file, and may be the only one. */
    @Test
    void theLastKeyThatIsTakenOutTakesTheApprovalBack() {
        SealedPlan signed = PlanSeal.seal(Plans.signed(Plans.rebuild()));

        assertThat(refusals(signed, approval(signed, "bob"), Proofs.names(), null, SOON))
                .singleElement()
                .asString()
                .contains("needs the signatures of 1 approver, and has those of 0");
        assertThat(refusals(approval("bob"), Proofs.names(), null, SOON)).isEmpty();
    }

    @Test
    void whoeverIsNoApproverAnyMoreIsRefused() {
        ApprovalPolicy onlyCarol = new ApprovalPolicy(false, List.of("carol"), Duration.ofHours(4), 1, true, null);
        ApprovalProof proof = new ApprovalProof(onlyCarol, Proofs.MEANT, Proofs.RUN, null, List.of(by("bob", KEY)));

        assertThat(refusals(proof, SOON))
                .anySatisfy(refusal -> assertThat(refusal).contains("no approver"));
    }

    @ParameterizedTest
    @CsvSource({"-6, before the plan was made", "-4, ''", "239, ''", "241, expired"})
    void theSignedTimeCounts(long minutesAfterThePlan, String refusal) {
        Instant at = PLAN.plan().madeAt().plus(Duration.ofMinutes(minutesAfterThePlan));
        Instant now = PLAN.plan().madeAt().plus(Duration.ofMinutes(Math.max(minutesAfterThePlan, 0)));
        List<String> refusals = refusals(
                Proofs.signed(1, new CheckedSignature("bob", at, KEY, null)),
                refusal.equals("expired") ? at.plus(Duration.ofHours(4)) : now);

        assertThat(refusals.isEmpty()).as(refusals.toString()).isEqualTo(refusal.isEmpty());
        assertThat(String.join(" ", refusals)).contains(refusal);
    }

    @Test
    void aClockAnHourAheadIsRefusedWithBothTimes() {
        Instant hourAhead = SOON.plus(Duration.ofHours(1));

        assertThat(refusals(Proofs.signed(1, new CheckedSignature("bob", hourAhead, KEY, null)), SOON))
                .anySatisfy(refusal ->
                        assertThat(refusal).contains(hourAhead.toString(), SOON.toString(), "Set the clock"));
    }

    @Test
    void theFleetFileMustSayItselfThatItApproves() {
        assertThat(refusals(approval(ApprovalCheck.BY_POLICY), Proofs.preApproved(), null, SOON))
                .isEmpty();
        assertThat(refusals(approval(ApprovalCheck.BY_POLICY), Proofs.signed(1), null, SOON))
                .containsExactly("The fleet file does not approve by itself.");
        assertThat(refusals(approval(ApprovalCheck.BY_POLICY), Proofs.names(), null, SOON))
                .containsExactly("The fleet file does not approve by itself.");
    }

    @Test
    void theMarkOfAnotherRunMakesAClusterNoOwnOne() {
        RunMark own = new RunMark(Proofs.RUN + "-1");
        RunMark others = new RunMark("99999999-1");

        assertThat(refusalsOfOwn(own)).isEmpty();
        assertThat(refusalsOfOwn(others))
                .anySatisfy(refusal -> assertThat(refusal).contains("nor one that this run created"));
    }

    @Test
    void aClusterOfTheRunsOwnNeedsTheSignatureToo() {
        RunMark own = new RunMark(Proofs.RUN + "-1");
        DeleteRequest request =
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), OWN, PLAN, approval("bob"), "alice", own, null);

        assertThat(TeardownGuard.refusals(request, ownCluster(OWN, own), Proofs.signed(1), SOON))
                .singleElement()
                .asString()
                .contains("needs the signatures");
    }

    @Test
    void aRunThatNobodySignedForNeedsOneMoreSignature() {
        assertThat(refusals(asksForRequest(null, by("bob", KEY)), SOON))
                .singleElement()
                .asString()
                .contains("needs the signatures of 2 approvers, and has those of 1", "no one who may has signed");
        assertThat(refusals(asksForRequest(null, by("bob", KEY), by("carol", "SHA256:of-carol")), SOON))
                .isEmpty();
        assertThat(refusals(asksForRequest(by("alice", "SHA256:of-alice"), by("bob", KEY)), SOON))
                .isEmpty();
    }

    @Test
    void aRequestThatDoesNotHoldCountsAsNone() {
        CheckedSignature replayed =
                new CheckedSignature("alice", SIGNED, "SHA256:of-alice", "It is not over this request.");

        assertThat(refusals(asksForRequest(replayed, by("bob", KEY)), SOON))
                .singleElement()
                .asString()
                .contains("needs the signatures of 2 approvers", "It is not over this request.");
    }

    @Test
    void whoSignedForTheRunApprovesNothing() {
        assertThat(refusals(asksForRequest(by("bob", KEY), by("bob", KEY)), SOON))
                .anySatisfy(refusal -> assertThat(refusal).contains("bob, who has signed for the run as its requester"))
                .anySatisfy(refusal -> assertThat(refusal).contains("has those of 0"));
        assertThat(refusals(asksForRequest(by("bob", KEY), by("carol", KEY)), SOON))
                .as("one key under two names is one person")
                .anySatisfy(refusal -> assertThat(refusal).contains("has those of 0"));
    }

    private static ApprovalProof asksForRequest(@Nullable CheckedSignature request, CheckedSignature... signatures) {
        ApprovalPolicy policy =
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, true, null, false, true, List.of());
        return new ApprovalProof(policy, Proofs.MEANT, Proofs.RUN, request, List.of(signatures));
    }

    private static List<String> refusalsOfOwn(RunMark mark) {
        DeleteRequest request =
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), OWN, PLAN, approval("bob"), "alice", mark, null);
        // Hours later, when the approval of another cluster would have expired.
        return TeardownGuard.refusals(
                request, ownCluster(OWN, mark), Proofs.signed(1, by("bob", KEY)), SOON.plus(Duration.ofHours(9)));
    }

    private static CheckedSignature by(String person, String key) {
        return new CheckedSignature(person, SIGNED, key, null);
    }

    private static Approval approval(String by) {
        return approval(PLAN, by);
    }

    private static Approval approval(SealedPlan plan, String by) {
        return new Approval(plan.sha256(), by, List.of(), SIGNED, SIGNED.plus(Duration.ofHours(4)));
    }

    private static List<String> refusals(ApprovalProof proof, Instant now) {
        return refusals(approval("bob"), proof, null, now);
    }

    private static List<String> refusals(Approval approval, ApprovalProof proof, @Nullable RunMark mark, Instant now) {
        return refusals(PLAN, approval, proof, mark, now);
    }

    private static List<String> refusals(
            SealedPlan plan, Approval approval, ApprovalProof proof, @Nullable RunMark mark, Instant now) {
        Permit permit =
                new Permit(Samples.CLUSTER, IDENTITY.uuid(), plan.sha256(), null, false, false, now.plusSeconds(3_600));
        DeleteRequest request =
                new DeleteRequest(Samples.inCloud(Samples.CLUSTER), IDENTITY, plan, approval, "alice", mark, permit);
        return TeardownGuard.refusals(request, ownCluster(IDENTITY, mark), proof, now);
    }
}
