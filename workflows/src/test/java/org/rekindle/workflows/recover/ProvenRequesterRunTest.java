// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.assertRefused;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.FakeSigners;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;

/** A run whose fleet file asks the requester to sign: two people have signed before anything is deleted, whoever started it. */
final class ProvenRequesterRunTest {

    private static final String WORKFLOW = "cluster/" + Samples.CLUSTER;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aRunThatItsRequesterSignedNeedsOneApprover() {
        RecoverCluster run = waiting(true);
        assertThat(run.proveRequester(proof(run, "alices-key", "alice")))
                .isEqualTo("alice (key alices-key) has signed for this run as its requester.");
        run.approve(approval(run, "bobs-key", "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        ApprovalSignature request =
                Objects.requireNonNull(run.view().approval()).request();
        assertThat(request).isNotNull();
        assertThat(request.by()).isEqualTo("alice");
    }

    @Test
    void aRunThatNobodySignedForNeedsOneMoreApprover() {
        RecoverCluster run = waiting(true);
        assertThat(run.approve(approval(run, "bobs-key", "bob"))).contains("1 more must approve");
        run.approve(approval(run, "carols-key", "carol"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("its requester counts as unknown");
    }

    @Test
    void aPersonWhoSignsForTheRunAfterTheApprovalLetsItGoOn() {
        RecoverCluster run = waiting(true);
        run.approve(approval(run, "bobs-key", "bob"));
        run.proveRequester(proof(run, "carols-key", "carol"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void aForgedRequesterIsRefused() {
        RecoverCluster run = waiting(true);

        assertRefused(() -> run.proveRequester(proof(run, "bobs-key", "alice")), "not right");
        assertRefused(
                () -> run.proveRequester(new ProveRequester("alice", bed.clock().instant(), "")),
                "recover projectpythia-binder --requested-by NAME --key");
        assertThat(run.approve(approval(run, "bobs-key", "bob"))).contains("1 more must approve");
        nothingIsDeleted(run);
    }

    @Test
    void theRequestOfAnOlderRunIsRefused() {
        RecoverCluster run = waiting(true);

        assertRefused(() -> run.proveRequester(proof("an-older-run", "alices-key", "alice")), "not right");
        nothingIsDeleted(run);
    }

    /** One stolen key is not enough, whichever of the two signatures is made with it first. */
    @Test
    void oneKeySignsForTheRunOrApprovesItsPlan() {
        RecoverCluster run = waiting(true);
        run.approve(approval(run, "bobs-key", "bob"));
        assertRefused(() -> run.proveRequester(proof(run, "bobs-key", "bob")), "another person must sign");

        run.proveRequester(proof(run, "alices-key", "alice"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void whoSignedForTheRunDoesNotApproveItUnderAnotherRequestersName() {
        RecoverCluster run = waiting(true);
        run.proveRequester(proof(run, "bobs-key", "bob"));

        assertRefused(() -> run.approve(approval(run, "bobs-key", "bob")), "has signed for this run as its requester");
        assertRefused(
                () -> run.proveRequester(proof(run, "carols-key", "carol")), "bob has signed for this run already");
        nothingIsDeleted(run);
    }

    /** The guard goes by the fleet file of that moment, and not by the one with which the run began. */
    @Test
    void theGuardAsksForOneMoreByItself() {
        RecoverCluster run = waiting(false);
        bed.signers().say(policy(true));
        run.approve(approval(run, "bobs-key", "bob"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(story(run.view()))
                .contains("needs the signatures of 2 approvers, and has those of 1", "no one who may has signed");
        nothingIsDeleted(run);
        run.proveRequester(proof(run, "alices-key", "alice"));
        run.approve(approval(run, "bobs-key", "bob"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    /** Else no number of approvers would do: a round asks for one, and the guard for two. */
    @Test
    void aRequesterWhoseKeyIsTakenOutGivesWayToAnotherPerson() {
        RecoverCluster run = waiting(true);
        run.proveRequester(proof(run, "alices-key", "alice"));
        bed.signers().remove("alices-key");
        run.approve(approval(run, "bobs-key", "bob"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(story(run.view()))
                .contains("needs the signatures of 2 approvers, and has those of 1")
                .contains("The signature of alice for this run does not hold any more.");
        nothingIsDeleted(run);
        assertThat(run.approve(approval(run, "bobs-key", "bob"))).contains("1 more must approve");
        run.proveRequester(proof(run, "carols-key", "carol"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void anotherPersonSignsAtOnceForARunWhoseRequestersKeyIsTakenOut() {
        RecoverCluster run = waiting(true);
        run.proveRequester(proof(run, "alices-key", "alice"));
        bed.signers().remove("alices-key");

        run.proveRequester(proof(run, "carols-key", "carol"));

        assertThat(story(run.view())).contains("The signature of alice for this run does not hold any more.");
        run.approve(approval(run, "bobs-key", "bob"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    private static ApprovalPolicy policy(boolean signedRequest) {
        return new ApprovalPolicy(
                false, List.of(), Duration.ofHours(4), 1, true, null, false, signedRequest, List.of());
    }

    private RecoverCluster waiting(boolean signedRequest) {
        bed.world(
                Samples.withApproval(
                        Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), policy(signedRequest)),
                Duration.ofHours(-1));
        bed.signers().list("alices-key", "alice");
        bed.signers().list("bobs-key", "bob");
        bed.signers().list("carols-key", "carol");
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        return run;
    }

    private ProveRequester proof(RecoverCluster run, String key, String by) {
        return proof(run.view().runId(), key, by);
    }

    private ProveRequester proof(String runId, String key, String by) {
        Instant now = bed.clock().instant();
        return new ProveRequester(
                by, now, FakeSigners.sign(key, new RequestText(Samples.CLUSTER, WORKFLOW, runId, by, now)));
    }

    private Approve approval(RecoverCluster run, String key, String by) {
        return FakeSigners.signed(
                key,
                WORKFLOW,
                run.view().runId(),
                plan(run).sha256(),
                by,
                bed.clock().instant());
    }

    private void nothingIsDeleted(RecoverCluster run) {
        assertThat(bed.cloud().count("delete")).as(story(run.view())).isZero();
    }
}
