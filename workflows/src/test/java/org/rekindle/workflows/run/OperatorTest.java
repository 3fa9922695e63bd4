// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

final class OperatorTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final TestBed bed = new TestBed();
    private final Calls calls = new Calls();

    @BeforeEach
    void start() {
        Worker worker = bed.worker();
        worker.registerWorkflowImplementationTypes(Steps.class);
        worker.registerActivitiesImplementations(calls);
        bed.environment().start();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aCallThatFailedIsRepeatedAlone() {
        StepsWorkflow run = start("calls");
        answer(run, Resolution.RETRY);

        assertThat(result(run)).isEqualTo("done");
        assertThat(calls.made).containsExactly("look", "request", "request");
    }

    @Test
    void whatBelongsToOneMomentIsRepeatedAsAWhole() {
        StepsWorkflow run = start("whole");
        answer(run, Resolution.RETRY);

        assertThat(result(run)).isEqualTo("done");
        assertThat(calls.made).containsExactly("look", "request", "look", "request");
    }

    @Test
    void aFindingIsAskedAboutAndTriedAgain() {
        StepsWorkflow run = start("finding");
        answer(run, Resolution.RETRY);

        assertThat(result(run)).isEqualTo("found at try 2");
    }

    @Test
    void aSkippedStepSaysWhoSkippedItAndWhy() {
        StepsWorkflow run = start("skippable");
        answer(run, Resolution.SKIP);

        assertThat(result(run)).isEqualTo("Skipped by carol: the request is refused");
    }

    @Test
    void aStepThatTheRunNeedsCannotBeSkipped() {
        StepsWorkflow run = start("calls");
        awaitStuck(run);

        TestBed.assertRefused(() -> run.resolve(new Resolve(null, Resolution.SKIP, "carol")), "cannot be skipped");
    }

    @Test
    void anAnswerForAnotherStepIsRefused() {
        StepsWorkflow run = start("calls");
        awaitStuck(run);

        TestBed.assertRefused(
                () -> run.resolve(new Resolve("another step", Resolution.RETRY, "carol")), "is not stuck");
    }

    @Test
    void abortEndsTheRunFromWhereverItStands() {
        StepsWorkflow run = start("calls");
        answer(run, Resolution.ABORT);

        assertThat(result(run))
                .isEqualTo(Outcome.ABORTED + ": Ended by carol at the step \"a step\": the request is refused");
        assertThat(calls.made).containsExactly("look", "request");
    }

    @Test
    void afterRetryTheRunShowsAgainWhatItWaitedFor() {
        StepsWorkflow run = start("wait");
        answer(run, Resolution.RETRY);

        assertThat(result(run)).isEqualTo("the cluster, until an hour from the answer, in phase UPGRADING");
    }

    @Test
    void aLookIsOldOnceTheOperatorWasAsked() {
        StepsWorkflow run = start("old look");
        answer(run, Resolution.RETRY);

        assertThat(result(run)).isEqualTo("before: false, after: true");
    }

    private StepsWorkflow start(String what) {
        StepsWorkflow run = bed.client().newWorkflowStub(StepsWorkflow.class, TestBed.options(Samples.CLUSTER));
        WorkflowClient.start(run::run, what);
        return run;
    }

    private static void answer(StepsWorkflow run, Resolution resolution) {
        awaitStuck(run);
        run.resolve(new Resolve(null, resolution, "carol"));
    }

    private static void awaitStuck(StepsWorkflow run) {
        Awaitility.await("a stuck step").until(() -> run.view().stuck() != null);
    }

    private static String result(StepsWorkflow run) {
        return WorkflowStub.fromTyped(run).getResult(String.class);
    }

    /** A look, and a request that is refused for good the first time. */
    @ActivityInterface
    public interface CallsActivities {

        String look();

        String request();
    }

    /** See {@link CallsActivities}. */
    public static final class Calls implements CallsActivities {

        private final List<String> made = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String look() {
            made.add("look");
            return "seen";
        }

        @Override
        public String request() {
            boolean first = !made.contains("request");
            made.add("request");
            if (first) {
                throw Failures.of(FailureCode.REFUSED, "the request is refused");
            }
            return "accepted";
        }
    }

    /** A run with one step. */
    @WorkflowInterface
    public interface StepsWorkflow {

        @WorkflowMethod
        String run(String what);

        @UpdateMethod
        String resolve(Resolve resolve);

        @UpdateValidatorMethod(updateName = "resolve")
        void validateResolve(Resolve resolve);

        @QueryMethod
        RecoveryView view();
    }

    /** See {@link StepsWorkflow}. */
    public static final class Steps implements StepsWorkflow {

        private final RunState state =
                new RunState(new RecoverRequest(Samples.CLUSTER, "manual", null, false, null), RecoveryView::cluster);
        private final Operator operator = new Operator(state);
        private int tries;

        @Override
        public String run(String what) {
            operator.answersAs(Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)));
            try {
                return play(what);
            } catch (AbortRun aborted) {
                return aborted.result().outcome() + ": " + aborted.result().sentence();
            }
        }

        private String play(String what) {
            Step step = operator.step("a step");
            return switch (what) {
                case "calls" -> {
                    step.remote(CallsActivities.class, "Look", LONG).look();
                    step.remote(CallsActivities.class, "Request", LONG).request();
                    yield "done";
                }
                case "whole" -> {
                    step.whole(Steps::lookAndRequest);
                    yield "done";
                }
                case "finding" -> step.untilSucceeded(this::find);
                case "skippable" -> skippable();
                case "wait" -> waiting(step);
                case "old look" -> oldLook(step);
                default -> throw new IllegalArgumentException(what);
            };
        }

        private static String lookAndRequest() {
            ActivityStubs.remote(CallsActivities.class, "Look", LONG).look();
            return ActivityStubs.remote(CallsActivities.class, "Request", LONG).request();
        }

        private Attempt<String> find() {
            tries++;
            return tries == 1
                    ? Attempt.failed(FailureCode.NOT_FOUND, "nothing is found")
                    : Attempt.succeeded("found at try " + tries);
        }

        private String skippable() {
            StepOutcome<String> outcome = operator.skippable("a step", () -> Attempt.succeeded(lookAndRequest()));
            return outcome instanceof StepOutcome.Skipped<String> skipped ? skipped.why() : "not skipped";
        }

        private String waiting(Step step) {
            state.enter(Phase.UPGRADING, "Upgrade.");
            state.waits().waitFor("the cluster", LONG);
            step.remote(CallsActivities.class, "Request", LONG).request();
            RecoveryView view = view();
            Instant since = view.waitingSince();
            boolean anHour = since != null && since.plus(LONG).equals(view.waitingUntil());
            return view.waitingFor() + (anHour ? ", until an hour from the answer" : ", until another time")
                    + ", in phase " + view.phase();
        }

        private String oldLook(Step step) {
            Instant seenAt = WorkflowClock.now();
            boolean before = operator.answeredSince(seenAt);
            step.remote(CallsActivities.class, "Request", LONG).request();
            return "before: " + before + ", after: " + operator.answeredSince(seenAt);
        }

        @Override
        public String resolve(Resolve resolve) {
            return operator.resolve(resolve);
        }

        @Override
        public void validateResolve(Resolve resolve) {
            operator.validate(resolve);
        }

        @Override
        public RecoveryView view() {
            return state.view();
        }
    }
}
