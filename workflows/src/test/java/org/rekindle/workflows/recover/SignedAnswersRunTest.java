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
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.approval.RejectionText;
import org.rekindle.workflows.model.approval.ResolutionText;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;

/** A run whose fleet file asks for signed answers, of some people alone. */
final class SignedAnswersRunTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);
    private static final String WORKFLOW = "cluster/" + Samples.CLUSTER;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aSignedRejectionEndsTheRunAndShowsTheKey() {
        RecoverCluster run = waiting(people(true));
        run.reject(reject(run, "bobs-key", run.view().runId()));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.REJECTED);
        assertThat(story(run.view())).contains("Rejected by bob (key bobs-key): exam week");
    }

    @Test
    void aForgedRejectionLeavesTheRunWaiting() {
        RecoverCluster run = waiting(people(true));

        assertRefused(() -> run.reject(new Reject(plan(run).sha256(), "bob", null)), "asks for signed answers");
        assertRefused(() -> run.reject(reject(run, "carols-key", run.view().runId())), "not right");
        assertRefused(() -> run.reject(reject(run, "bobs-key", "an-older-run")), "not right");
        assertThat(run.view().phase()).isEqualTo(Phase.AWAITING_APPROVAL);
    }

    @Test
    void whoIsNeitherOperatorNorApproverAnswersNothing() {
        RecoverCluster run = waiting(people(false));

        assertRefused(() -> run.reject(new Reject(plan(run).sha256(), "vic", null)), "bob, carol may");
        run.reject(new Reject(plan(run).sha256(), "carol", null));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void aSignedResolutionAnswersItsOwnQuestionAlone() {
        RecoverCluster run = stuck();
        StuckStep first = question(run);
        Resolve retry = resolve(run, first, Resolution.RETRY, "bobs-key");

        assertRefused(() -> run.resolve(new Resolve(null, Resolution.RETRY, "bob")), "asks for signed answers");
        assertRefused(() -> run.resolve(resolve(run, first, Resolution.RETRY, "carols-key")), "not right");
        assertRefused(
                () -> run.resolve(new Resolve(first.step(), Resolution.ABORT, "bob", retry.at(), retry.signature())),
                "not right");
        run.resolve(retry);
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        StuckStep again = question(run);
        assertThat(again.step()).isEqualTo(first.step());
        assertThat(again.since()).isAfter(first.since());
        assertRefused(() -> run.resolve(retry), "not right");

        run.resolve(resolve(run, again, Resolution.ABORT, "bobs-key"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.ABORTED);
        assertThat(story(run.view())).contains("RETRY, by bob (key bobs-key)", "Ended by bob (key bobs-key)");
    }

    private static ApprovalPolicy people(boolean signed) {
        return new ApprovalPolicy(
                false, List.of("carol"), Duration.ofHours(4), 1, signed, null, signed, false, List.of("bob"));
    }

    private RecoverCluster waiting(ApprovalPolicy policy) {
        RecoverCluster run = start(policy);
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        return run;
    }

    private RecoverCluster stuck() {
        ApprovalPolicy people = people(true);
        RecoverCluster run = start(new ApprovalPolicy(
                true, people.approvers(), people.validFor(), 1, true, null, true, false, people.operators()));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        return run;
    }

    private RecoverCluster start(ApprovalPolicy policy) {
        bed.world(
                Samples.withApproval(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), policy),
                AN_HOUR_AGO);
        bed.signers().list("bobs-key", "bob");
        bed.signers().list("carols-key", "carol");
        bed.cloud().failWaitsOnceCreatedWith(FailureCode.ACCESS_DENIED);
        return bed.start(request("alice"));
    }

    private static StuckStep question(RecoverCluster run) {
        return Objects.requireNonNull(run.view().stuck());
    }

    private Reject reject(RecoverCluster run, String key, String runId) {
        Instant now = bed.clock().instant();
        RejectionText text =
                new RejectionText(Samples.CLUSTER, WORKFLOW, runId, plan(run).sha256(), "exam week", "bob", now);
        return new Reject(plan(run).sha256(), "bob", "exam week", now, FakeSigners.sign(key, text));
    }

    private Resolve resolve(RecoverCluster run, StuckStep question, Resolution answer, String key) {
        Instant now = bed.clock().instant();
        ResolutionText text = new ResolutionText(
                Samples.CLUSTER,
                WORKFLOW,
                run.view().runId(),
                question.step(),
                question.since(),
                answer.name(),
                "bob",
                now);
        return new Resolve(question.step(), answer, "bob", now, FakeSigners.sign(key, text));
    }
}
