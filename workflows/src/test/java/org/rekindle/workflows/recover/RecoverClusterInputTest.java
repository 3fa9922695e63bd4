// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rekindle.workflows.fakes.TestBed.assertRefused;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;

import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** Whatever people and webhooks send: it ends in a sentence or is taken, and never keeps the run from going on. */
final class RecoverClusterInputTest {

    private static final String ID = Identifiers.workflowId(Samples.CLUSTER);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theFormOfTheUserInterfaceNeedsTheClusterAlone() {
        world();
        WorkflowStub run = bed.startRaw("RecoverCluster", ID, Map.of("cluster", Samples.CLUSTER));
        RecoverCluster typed = bed.client().newWorkflowStub(RecoverCluster.class, ID);
        bed.approve(typed, "bob");

        assertThat(run.getResult(RecoveryResult.class).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void whatARequestSaysBesideIsIgnored() {
        world();
        WorkflowStub run = bed.startRaw(
                "RecoverCluster", ID, Map.of("cluster", Samples.CLUSTER, "dryRun", true, "colour", "blue"));

        assertThat(run.getResult(RecoveryResult.class).outcome()).isEqualTo(Outcome.PLANNED);
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("cluster/", new Object[] {Map.of("cluster", "")}, "names no cluster"),
                Arguments.of("cluster/", new Object[] {Map.of("cluster", "  ")}, "names no cluster"),
                Arguments.of("cluster/x", new Object[] {Map.of()}, "names no cluster"),
                Arguments.of("cluster/x", new Object[] {}, "names no cluster"),
                Arguments.of("cluster/atlantis", new Object[] {"atlantis"}, "knows no cluster"),
                Arguments.of(ID, new Object[] {Map.of("cluster", List.of("a"))}, "cluster"),
                Arguments.of(ID, new Object[] {Map.of("cluster", "a", "dryRun", "perhaps")}, "dryRun"),
                Arguments.of("any id", new Object[] {Map.of("cluster", Samples.CLUSTER)}, "must have the id " + ID),
                Arguments.of(ID, new Object[] {Map.of("cluster", Samples.CLUSTER, "trigger", "cron")}, "manual, alert"),
                Arguments.of("cluster/atlantis", new Object[] {Map.of("cluster", "atlantis")}, "knows no cluster"));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseFailsTheRunWithASentence(String workflowId, Object[] input, String sentence) {
        world();
        for (String type : List.of("RecoverCluster", "RotateCertificates")) {
            WorkflowStub run = bed.startRaw(type, workflowId, input);
            assertThatThrownBy(() -> run.getResult(RecoveryResult.class))
                    .isInstanceOf(WorkflowFailedException.class)
                    .cause()
                    .hasMessageContaining(sentence);
        }
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void twoStartsAtOnceMakeOneRun() {
        world();
        RecoverCluster first = bed.start(request("alice"));

        assertThatThrownBy(() -> bed.start(request("bob"))).isInstanceOf(WorkflowExecutionAlreadyStarted.class);
        bed.awaitPhase(first, Phase.AWAITING_APPROVAL);
    }

    static Stream<Map<String, @Nullable Object>> rubbishAlerts() {
        Map<String, @Nullable Object> nulls = new HashMap<>();
        nulls.put("source", null);
        nulls.put("key", null);
        nulls.put("summary", null);
        return Stream.of(
                Map.of(),
                nulls,
                Map.of("key", "only a key"),
                Map.of("summary", "a | b\n# c", "key", "k", "source", "x".repeat(5_000)),
                Map.of("summary", List.of("not", "a", "text")));
    }

    @ParameterizedTest
    @MethodSource("rubbishAlerts")
    void aRubbishAlertDoesNotKeepTheRunFromGoingOn(Map<String, @Nullable Object> alert) {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        WorkflowStub.fromTyped(run).signal("alert", alert);
        WorkflowStub.fromTyped(run).signal("alert", alert);
        run.reject(new Reject(plan(run).sha256(), "bob", null));

        assertThat(TestBed.result(run).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(run.view().alerts()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aStartWithARubbishAlertGoesOnToo() {
        world();
        WorkflowStub run = bed.startRaw(
                "RecoverCluster", ID, Map.of("cluster", Samples.CLUSTER, "alert", Map.of(), "dryRun", true));

        assertThat(run.getResult(RecoveryResult.class).outcome()).isEqualTo(Outcome.PLANNED);
    }

    static Stream<Arguments> rubbishUpdates() {
        return Stream.of(
                Arguments.of("approve", Map.of(), "Say who you are"),
                Arguments.of("approve", Map.of("by", "bob"), "another plan"),
                Arguments.of("approve", Map.of("by", "bob", "planSha256", List.of("a")), "planSha256"),
                Arguments.of("reject", Map.of(), "another plan"),
                Arguments.of("resolve", Map.of(), "No step is stuck"),
                Arguments.of("resolve", Map.of("by", "bob", "resolution", "PERHAPS"), "PERHAPS"));
    }

    @ParameterizedTest
    @MethodSource("rubbishUpdates")
    void aRubbishUpdateIsRefusedAndTheRunGoesOn(String update, Map<String, Object> argument, String why) {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThatThrownBy(() -> WorkflowStub.fromTyped(run).update(update, String.class, argument))
                .isInstanceOf(WorkflowUpdateException.class)
                .cause()
                .hasMessageContaining(why);
        run.reject(new Reject(plan(run).sha256(), "bob", null));
        assertThat(TestBed.result(run).outcome()).isEqualTo(Outcome.REJECTED);
    }

    static Stream<UnaryOperator<String>> misspelled() {
        return Stream.of(
                hash -> hash.toUpperCase(Locale.ROOT), hash -> hash.substring(0, 12), hash -> hash + "0", hash -> "");
    }

    @ParameterizedTest
    @MethodSource("misspelled")
    void aHashThatIsNotWrittenInFullNamesNoPlan(UnaryOperator<String> misspelled) {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        String asked = plan(run).sha256().value();
        WorkflowStub raw = WorkflowStub.fromTyped(run);
        Map<String, String> answer = Map.of("planSha256", misspelled.apply(asked), "by", "bob");

        assertRefused(
                () -> raw.update("approve", String.class, answer),
                "another plan; the one that is asked about is " + asked);
        assertRefused(
                () -> raw.update("reject", String.class, answer),
                "another plan; the one that is asked about is " + asked);
        raw.update("approve", String.class, Map.of("planSha256", " " + asked + "\n", "by", "bob"));
        assertThat(TestBed.result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void anAnswerToAStuckStepMustSayWhatAndWho() {
        world();
        bed.cloud().failWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        WorkflowStub raw = WorkflowStub.fromTyped(run);

        assertRefused(() -> raw.update("resolve", String.class, Map.of("by", "bob")), "RETRY, or ABORT");
        assertRefused(() -> raw.update("resolve", String.class, Map.of("resolution", "RETRY")), "Say who you are");
        run.resolve(new Resolve(null, Resolution.ABORT, "bob"));
        assertThat(TestBed.result(run).outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void nobodySignsAsThePolicyOrWithACapitalLetter() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash hash = plan(run).sha256();

        assertRefused(() -> run.approve(new Approve(hash, "policy")), "say who you are");
        assertRefused(() -> run.approve(new Approve(hash, " Alice ")), "another person must approve");
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void ofTwoApprovalsAtOnceOneIsTaken() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash hash = plan(run).sha256();
        List<CompletableFuture<Boolean>> both = Stream.of("bob", "carol")
                .map(by -> CompletableFuture.supplyAsync(() -> {
                    try {
                        run.approve(new Approve(hash, by));
                        return true;
                    } catch (WorkflowUpdateException refused) {
                        return false;
                    }
                }))
                .toList();

        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(TestBed.result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().count("delete")).isOne();
    }

    @Test
    void anApprovalOfAPlanThatWasMadeAnewIsRefused() {
        world();
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash first = plan(run).sha256();
        bed.environment().sleep(Duration.ofHours(25));
        Awaitility.await()
                .until(() -> !plan(run).sha256().equals(first) && run.view().phase() == Phase.AWAITING_APPROVAL);

        assertRefused(() -> run.approve(new Approve(first, "bob")), "another plan");
        run.approve(new Approve(plan(run).sha256(), "bob"));
        assertThat(TestBed.result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void anUpdateThatComesBeforeTheFirstStepIsRefusedWithASentence() {
        world();
        bed.cloud().failWith(FailureCode.UNAVAILABLE);
        RecoverCluster run = bed.client().newWorkflowStub(RecoverCluster.class, TestBed.options(Samples.CLUSTER));
        WorkflowClient.start(run::recover, request("alice"));
        WorkflowUpdateHandle<String> early = WorkflowStub.fromTyped(run)
                .startUpdate(
                        UpdateOptions.newBuilder(String.class)
                                .setUpdateName("approve")
                                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                .build(),
                        new Approve(Samples.planHash("another plan"), "bob"));

        assertThatThrownBy(() -> early.getResult()).hasStackTraceContaining("Nothing is asked");
        bed.cloud().failWith(null);
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
    }

    @Test
    void aRequestWithoutAnAskerMayBeApprovedByAnybody() {
        world();
        RecoverCluster run = bed.start(new RecoverRequest(Samples.CLUSTER, null, null, null, null));
        bed.approve(run, "alice");

        assertThat(TestBed.result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    private void world() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), Duration.ofHours(-1));
    }
}
