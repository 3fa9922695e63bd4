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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.FakeSigners;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;

/** A run whose fleet file has keys. */
final class SignedApprovalRunTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);
    private static final String WORKFLOW = "cluster/" + Samples.CLUSTER;

    private final TestBed bed = new TestBed();

    @BeforeEach
    void keysAreListed() {
        bed.world(
                Samples.withApproval(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), signed(1)),
                AN_HOUR_AGO);
        bed.signers().list("bobs-key", "bob");
        bed.signers().list("carols-key", "carol");
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private static ApprovalPolicy signed(int needed) {
        return new ApprovalPolicy(false, List.of(), Duration.ofHours(4), needed, true, null);
    }

    @Test
    void theRunGoesOnByASignatureAndShowsTheKey() {
        RecoverCluster run = waiting();
        assertThat(plan(run).plan().signed()).isTrue();
        run.approve(approve(run, "bobs-key", "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().approval().signatures()).singleElement().satisfies(signature -> {
            assertThat(signature.by()).isEqualTo("bob");
            assertThat(signature.key()).isEqualTo("bobs-key");
        });
        assertThat(story(run.view())).contains("Approved by bob (key bobs-key)");
    }

    @Test
    void aNameAloneIsRefused() {
        RecoverCluster run = waiting();

        assertRefused(() -> run.approve(new Approve(plan(run).sha256(), "bob")), "must sign");
        assertRefused(
                () -> run.approve(new Approve(plan(run).sha256(), "bob", null, "bobs-key\nsomething")),
                "Say when it was signed");
        nothingIsDeleted(run);
    }

    @Test
    void aForgedSignatureIsRefused() {
        RecoverCluster run = waiting();
        PlanHash plan = plan(run).sha256();
        Instant now = bed.clock().instant();
        String id = run.view().runId();

        assertRefused(() -> run.approve(approve(run, "carols-key", "bob")), "not right");
        assertRefused(() -> run.approve(approve(run, "nobodys-key", "bob")), "not right");
        assertRefused(
                () -> run.approve(FakeSigners.signed("bobs-key", WORKFLOW, "another-run", plan, "bob", now)),
                "not right");
        assertRefused(
                () -> run.approve(FakeSigners.signed("bobs-key", "cluster/another", id, plan, "bob", now)),
                "not right");
        Approve signed = approve(run, "bobs-key", "bob");
        assertRefused(
                () -> run.approve(new Approve(plan, "bob", signed.at().plusSeconds(1), signed.signature())),
                "not right");
        nothingIsDeleted(run);
        run.approve(signed);
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    /** Whoever writes to Temporal can answer for the activity that checks at the update; the one that deletes checks by itself. */
    @Test
    void aKeyThatIsTakenOutAfterTheApprovalDeletesNothing() {
        RecoverCluster run = waiting();
        run.approve(approve(run, "bobs-key", "bob"));
        bed.signers().remove("bobs-key");
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(story(run.view())).contains("The guard kept");
        nothingIsDeleted(run);
        run.approve(approve(run, "carols-key", "carol"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void keysThatCameAfterTheRunBeganCountForItsDelete() {
        bed.signers().say(signed(2));
        RecoverCluster run = waiting();
        run.approve(approve(run, "bobs-key", "bob"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(story(run.view())).contains("needs the signatures of 2 approvers, and has those of 1");
        nothingIsDeleted(run);
    }

    private RecoverCluster waiting() {
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        return run;
    }

    private Approve approve(RecoverCluster run, String key, String by) {
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
