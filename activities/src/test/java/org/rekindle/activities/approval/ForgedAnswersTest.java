// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.ApprovalActivities.SignatureToCheck;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.RejectionText;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.approval.ResolutionText;
import org.rekindle.workflows.model.approval.RunText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** Attempts to answer a run as somebody else, each with a real signature. */
final class ForgedAnswersTest {

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03Z");
    private static final Instant AT = NOW.minusSeconds(30);
    private static final Instant ASKED = NOW.minusSeconds(600);
    private static final AskingRun RUN = new AskingRun("cluster/demo", "0197a5f2-1c7d-7e3a-9b0e-0f1e2d3c4b5a");
    private static final PlanHash PLAN = new PlanHash("ab".repeat(32));
    private static final RejectionText REJECTION = rejection(RUN.runId(), "exam week");
    private static final ResolutionText RETRY = resolution(RUN.runId(), "build", ASKED, "RETRY");

    private final Frames.Key ben = Frames.Key.make();
    private final Frames.Key vic = Frames.Key.make();
    private List<SignerKey> signers = List.of();
    private List<String> operators = List.of();

    @BeforeEach
    void listTheKeys() throws UnusableKey {
        signers = List.of(
                SignerKey.of("ben", SshPublicKey.read(ben.line())), SignerKey.of("vic", SshPublicKey.read(vic.line())));
    }

    @Test
    void whatAPersonSignedHolds() throws Exception {
        assertThat(objection(REJECTION, signed(ben, REJECTION))).isNull();
        assertThat(objection(RETRY, signed(ben, RETRY))).isNull();
    }

    @Test
    void aKeyOfAnotherPersonIsRefused() throws Exception {
        assertThat(objection(REJECTION, signed(vic, REJECTION))).contains("It is that of vic, not of ben");
        assertThat(objection(RETRY, signed(Frames.Key.make(), RETRY))).contains("the fleet file does not have it");
    }

    @Test
    void anotherRunsAnswerIsRefused() throws Exception {
        assertThat(objection(REJECTION, signed(ben, rejection("an-older-run", "exam week"))))
                .contains("not over this rejection");
        assertThat(objection(RETRY, signed(ben, resolution("an-older-run", "build", ASKED, "RETRY"))))
                .contains("not over this resolution");
    }

    /** The run is the one that Temporal's server names, whatever the workflow says. */
    @Test
    void theRunOfTheTextIsNotBelieved() throws Exception {
        RejectionText older = rejection("an-older-run", "exam week");

        assertThat(objection(older, signed(ben, older))).contains("not over this rejection");
    }

    @Test
    void anAnswerToAnEarlierQuestionAboutTheSameStepIsRefused() throws Exception {
        ResolutionText earlier = resolution(RUN.runId(), "build", ASKED.minusSeconds(60), "RETRY");

        assertThat(objection(RETRY, signed(ben, earlier))).contains("not over this resolution");
    }

    @Test
    void anotherAnswerThanTheSignedOneIsRefused() throws Exception {
        ResolutionText skip = resolution(RUN.runId(), "build", ASKED, "SKIP");

        assertThat(objection(skip, signed(ben, RETRY))).contains("not over this resolution");
        assertThat(objection(rejection(RUN.runId(), "forged reason"), signed(ben, REJECTION)))
                .contains("not over this rejection");
    }

    @Test
    void aRequestOfAnOlderRunIsRefusedAtTheUpdateAndAtTheDelete() throws Exception {
        RequestText request = new RequestText("demo", RUN.workflowId(), RUN.runId(), "ben", AT);
        String older = signed(ben, request.ofRun(RUN.workflowId(), "an-older-run"));

        assertThat(objection(request, signed(ben, request))).isNull();
        assertThat(objection(request, older)).contains("not over this request");
        assertThat(atTheDelete(signed(ben, request))).isNull();
        assertThat(atTheDelete(older)).contains("not over this request");
        assertThat(atTheDelete(signed(vic, request))).contains("It is that of vic, not of ben");
    }

    private @Nullable String atTheDelete(String signature) {
        DeleteRequest delete = Fixtures.delete(ASKED);
        Approval approval = new Approval(
                delete.plan().sha256(),
                "ana",
                List.of(),
                AT,
                AT.plusSeconds(60),
                List.of(),
                new ApprovalSignature("ben", AT, "a claim", signature));
        DeleteRequest signed =
                new DeleteRequest(Fixtures.DEMO, Fixtures.IDENTITY, delete.plan(), approval, "ben", null, null);
        CheckedSignature request =
                new ApprovalProver(this::rule).prove(signed, RUN, NOW).request();
        assertThat(request).isNotNull();
        return request.objection();
    }

    @Test
    void anApprovalIsNoRejectionAndARejectionNoApproval() throws Exception {
        ApprovalText approval = RUN.text("demo", PLAN, "ben", AT);

        assertThat(objection(rejection(RUN.runId(), null), signed(ben, approval)))
                .contains("not over this rejection");
        assertThat(objection(approval, signed(ben, rejection(RUN.runId(), null))))
                .contains("not over this approval");
    }

    @Test
    void aReasonOfSeveralLinesSaysNoMoreThanAReason() {
        assertThat(rejection(RUN.runId(), "x\nby vic"))
                .hasToString(REJECTION.toString().replace("exam week", "x by vic"));
    }

    @Test
    void whoIsNoOperatorIsRefused() throws Exception {
        operators = List.of("vic");

        assertThat(objection(REJECTION, signed(ben, REJECTION))).contains("ben may not answer this; vic, ana may");
        assertThat(objection(RETRY, signed(ben, RETRY))).contains("ben may not answer this");
    }

    @Test
    void aTimeBeforeTheQuestionIsRefused() throws Exception {
        Instant before = ASKED.minus(Duration.ofMinutes(6));
        ResolutionText early =
                new ResolutionText("demo", RUN.workflowId(), RUN.runId(), "build", ASKED, "RETRY", "ben", before);

        assertThat(objection(early, signed(ben, early))).contains("before the step was stuck at " + ASKED);
    }

    private static RejectionText rejection(String run, @Nullable String reason) {
        return new RejectionText("demo", RUN.workflowId(), run, PLAN, reason, "ben", AT);
    }

    private static ResolutionText resolution(String run, String step, Instant since, String answer) {
        return new ResolutionText("demo", RUN.workflowId(), run, step, since, answer, "ben", AT);
    }

    private static String signed(Frames.Key key, RunText text) throws Exception {
        return key.sign("rekindle", text.toString());
    }

    private @Nullable String objection(RunText text, String signature) {
        return new SignatureCheckActivities(this::rule, Clock.fixed(NOW, ZoneOffset.UTC))
                .check(new SignatureToCheck(text, ASKED, signature), RUN)
                .objection();
    }

    private ApprovalRule rule(String cluster) {
        assertThat(cluster).isEqualTo("demo");
        return new ApprovalRule(
                new ApprovalPolicy(false, List.of("ana"), Duration.ofHours(4), 1, true, null, true, false, operators),
                new Signers(signers),
                Fixtures.MEANT);
    }
}
