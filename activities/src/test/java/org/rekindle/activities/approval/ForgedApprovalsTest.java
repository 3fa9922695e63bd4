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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.ApprovalActivities.SignatureToCheck;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.ApprovalProof;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** Attempts to approve what nobody approved, each with a real signature. Each is refused at the update, and again at the delete. */
final class ForgedApprovalsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03Z");
    private static final Instant AT = NOW.minusSeconds(30);
    private static final AskingRun RUN = new AskingRun("cluster/demo", "0197a5f2-1c7d-7e3a-9b0e-0f1e2d3c4b5a");
    private static final DeleteRequest DELETE = Fixtures.delete(NOW.minusSeconds(600));
    private static final PlanHash PLAN = DELETE.plan().sha256();
    private static final ApprovalText TEXT = RUN.text("demo", PLAN, "ben", AT);

    private final Frames.Key ben = Frames.Key.make();
    private final Frames.Key ana = Frames.Key.make();
    private List<SignerKey> signers = List.of();
    private List<String> approvers = List.of();

    @BeforeEach
    void listTheKeys() throws UnusableKey {
        signers = List.of(
                SignerKey.of("ben", SshPublicKey.read(ben.line())), SignerKey.of("ana", SshPublicKey.read(ana.line())));
    }

    @Test
    void anApprovalOfThisRunAndPlanHolds() throws Exception {
        assertBoth(null, "ben", AT, ben.sign("rekindle", TEXT.toString()));
    }

    @Test
    void anotherRunsApprovalIsRefused() throws Exception {
        AskingRun another = new AskingRun("cluster/demo", "99999999-1c7d-7e3a-9b0e-0f1e2d3c4b5a");

        assertBoth(
                "not over this approval",
                "ben",
                AT,
                ben.sign("rekindle", another.text("demo", PLAN, "ben", AT).toString()));
    }

    /** Temporal gives the updates of a run that is reset to the new run, which has another id. */
    @Test
    void aResetRunNeedsANewApproval() throws Exception {
        String before = ben.sign("rekindle", TEXT.toString());
        AskingRun reset = new AskingRun(RUN.workflowId(), "11111111-1c7d-7e3a-9b0e-0f1e2d3c4b5a");

        assertThat(atTheUpdate(reset, PLAN, "ben", AT, before)).contains("not over this approval");
        assertThat(atTheDelete(reset, "ben", AT, before)).contains("not over this approval");
    }

    @Test
    void anotherPlansApprovalIsRefused() throws Exception {
        PlanHash another = new PlanHash("ab".repeat(32));

        assertBoth(
                "not over this approval",
                "ben",
                AT,
                ben.sign("rekindle", RUN.text("demo", another, "ben", AT).toString()));
    }

    @Test
    void anotherClustersApprovalIsRefused() throws Exception {
        assertBoth(
                "not over this approval",
                "ben",
                AT,
                ben.sign("rekindle", RUN.text("other", PLAN, "ben", AT).toString()));
    }

    @Test
    void aForgedNameIsRefused() throws Exception {
        assertBoth(
                "not of ana",
                "ana",
                AT,
                ben.sign("rekindle", RUN.text("demo", PLAN, "ana", AT).toString()));
        assertBoth(
                "not of mallory",
                "mallory",
                AT,
                ben.sign("rekindle", RUN.text("demo", PLAN, "mallory", AT).toString()));
        assertBoth("not of ben\nat", "ben\nat 2026-03-10T01:01:33Z", AT, ben.sign("rekindle", TEXT.toString()));
    }

    @Test
    void aKeyOfAnotherPersonWithTheRightNameIsRefused() throws Exception {
        assertBoth("It is that of ana, not of ben", "ben", AT, ana.sign("rekindle", TEXT.toString()));
    }

    @Test
    void aKeyThatNobodyListedIsRefused() throws Exception {
        assertBoth(
                "the fleet file does not have it", "ben", AT, Frames.Key.make().sign("rekindle", TEXT.toString()));
    }

    @Test
    void aKeyThatWasTakenOutIsRefused() throws Exception {
        String signed = ben.sign("rekindle", TEXT.toString());
        signers = signers.subList(1, 2);

        assertBoth("the fleet file does not have it", "ben", AT, signed);
    }

    @Test
    void aKeyWhoseTimeIsOverIsRefused() throws Exception {
        signers = List.of(new SignerKey("ben", SshPublicKey.read(ben.line()), null, AT.plusSeconds(1)));

        assertBoth("is not valid now", "ben", AT, ben.sign("rekindle", TEXT.toString()));
    }

    @Test
    void aTimeThatWasNotSignedIsRefused() throws Exception {
        assertBoth("not over this approval", "ben", AT.plusSeconds(1), ben.sign("rekindle", TEXT.toString()));
    }

    @Test
    void anotherNamespaceIsRefused() throws Exception {
        assertBoth("namespace \"git\"", "ben", AT, ben.sign("git", TEXT.toString()));
    }

    @Test
    void whatIsNoSignatureIsRefused() {
        assertBoth("must begin with", "ben", AT, "approved");
        assertBoth("broken", "ben", AT, "-----BEGIN SSH SIGNATURE-----\n!!!\n-----END SSH SIGNATURE-----");
        assertBoth("must begin with", "ben", AT, "-----BEGIN SSH SIGNATURE-----END SSH SIGNATURE-----");
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H, the worker's clock says 2026-03-10T01:02:03Z",
        "PT6M, Set the clock",
        "PT4M, ''",
        "-PT14M, ''",
        "-PT1H, before the plan was made"
    })
    void aClockThatIsWrongIsRefusedAtTheUpdate(Duration ahead, String refusal) throws Exception {
        Instant at = NOW.plus(ahead);
        String objection = atTheUpdate(
                RUN,
                PLAN,
                "ben",
                at,
                ben.sign("rekindle", RUN.text("demo", PLAN, "ben", at).toString()));

        if (refusal.isEmpty()) {
            assertThat(objection).isNull();
        } else {
            assertThat(objection).contains(refusal, at.toString());
        }
    }

    @Test
    void anApprovalThatExpiredIsRefusedAtTheUpdate() throws Exception {
        Clock later = Clock.fixed(AT.plus(Duration.ofHours(4)), ZoneOffset.UTC);
        SignatureToCheck late =
                new SignatureToCheck(TEXT, DELETE.plan().plan().madeAt(), ben.sign("rekindle", TEXT.toString()));

        assertThat(new SignatureCheckActivities(this::rule, later)
                        .check(late, RUN)
                        .objection())
                .contains("It expired at " + AT.plus(Duration.ofHours(4)));
    }

    @Test
    void whoIsNoApproverIsRefusedAtTheUpdate() throws Exception {
        approvers = List.of("ana");

        assertThat(atTheUpdate(RUN, PLAN, "ben", AT, ben.sign("rekindle", TEXT.toString())))
                .contains("ben may not approve this");
    }

    @Test
    void aFleetFileWithoutKeysChecksNothing() throws Exception {
        signers = List.of();

        assertThat(atTheUpdate(RUN, PLAN, "ben", AT, ben.sign("rekindle", TEXT.toString())))
                .contains("has no keys");
    }

    private void assertBoth(@Nullable String refusal, String by, Instant at, String signature) {
        String first = atTheUpdate(RUN, PLAN, by, at, signature);
        String second = atTheDelete(RUN, by, at, signature);
        if (refusal == null) {
            assertThat(first).isNull();
            assertThat(second).isNull();
        } else {
            assertThat(first).contains(refusal);
            assertThat(second).contains(refusal);
        }
    }

    private @Nullable String atTheUpdate(AskingRun run, PlanHash plan, String by, Instant at, String signature) {
        SignatureToCheck asked = new SignatureToCheck(
                run.text("demo", plan, by, at), DELETE.plan().plan().madeAt(), signature);
        return new SignatureCheckActivities(this::rule, Clock.fixed(NOW, ZoneOffset.UTC))
                .check(asked, run)
                .objection();
    }

    private @Nullable String atTheDelete(AskingRun run, String by, Instant at, String signature) {
        Approval approval = new Approval(
                PLAN,
                by,
                List.of(),
                at,
                at.plusSeconds(60),
                List.of(new ApprovalSignature(by, at, "a claim", signature)),
                null);
        DeleteRequest request =
                new DeleteRequest(Fixtures.DEMO, Fixtures.IDENTITY, DELETE.plan(), approval, "asker", null, null);
        ApprovalProof proof = new ApprovalProver(this::rule).prove(request, run, NOW);
        assertThat(proof.runId()).isEqualTo(run.runId());
        assertThat(proof.signatures()).hasSize(1);
        CheckedSignature checked = proof.signatures().get(0);
        return checked.objection();
    }

    private ApprovalRule rule(String cluster) {
        assertThat(cluster).isEqualTo("demo");
        return new ApprovalRule(
                new ApprovalPolicy(false, approvers, Duration.ofHours(4), 1, !signers.isEmpty(), null),
                new Signers(signers),
                Fixtures.MEANT);
    }
}
