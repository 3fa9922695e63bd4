// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Reject;
import org.rekindle.workflows.model.Resolution;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.StuckStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who looks at a run now and then, answers at the gate, and has a stuck step tried again. */
final class Human {

    private static final Logger LOG = LoggerFactory.getLogger(Human.class);
    private static final String NAME = "bob";
    private static final int RETRIES = 5;

    private final TestWorkflowEnvironment temporal;
    private final Clock clock;
    private final Errand.Answer answer;
    private final Habit habit;
    private final List<Leave> leaves = new ArrayList<>();
    private final List<String> stuck = new ArrayList<>();
    private @Nullable String missed;

    /** Leave that was given, for the cluster of one plan. */
    record Leave(Instant at, String planSha256, @Nullable String clusterUuid) {}

    /**
     * How somebody watches.
     *
     * @param pause between two looks
     * @param patience after which a run counts as one that never ends
     */
    record Habit(Duration pause, Duration patience) {}

    Human(TestWorkflowEnvironment temporal, Clock clock, Errand.Answer answer, Habit habit) {
        this.temporal = temporal;
        this.clock = clock;
        this.answer = answer;
        this.habit = habit;
    }

    /** All leave that was given. */
    List<Leave> leaves() {
        return List.copyOf(leaves);
    }

    /** Each time that a step asked for help: which, and why. */
    List<String> stuck() {
        return List.copyOf(stuck);
    }

    /** Stays with a run until it has ended; empty when it never did. */
    @Nullable
    RecoveryView accompany(WorkflowStub run) {
        Instant end = clock.instant().plus(habit.patience());
        while (clock.instant().isBefore(end)) {
            RecoveryView view = look(run);
            if (view != null && view.outcome() != null) {
                return view;
            }
            if (view != null) {
                answer(run, view);
            }
            temporal.sleep(habit.pause());
        }
        return null;
    }

    /** Null when the run has no time to tell: on a busy machine an answer may come too late. */
    private static @Nullable RecoveryView look(WorkflowStub run) {
        try {
            return run.query("view", RecoveryView.class);
        } catch (WorkflowServiceException busy) {
            LOG.info("{} does not say how it stands: {}", run.getExecution().getWorkflowId(), busy.getMessage());
            return null;
        }
    }

    private void answer(WorkflowStub run, RecoveryView view) {
        SealedPlan plan = view.plan();
        StuckStep step = view.stuck();
        try {
            if (view.phase() == Phase.AWAITING_APPROVAL && plan != null) {
                decide(run, plan);
            } else if (view.phase() == Phase.AWAITING_OPERATOR && step != null) {
                help(run, step);
            }
        } catch (WorkflowUpdateException tooLate) {
            // The run has gone on since it was looked at, and takes no answer to what it asked before.
            LOG.info("{} did not take the answer: {}", run.getExecution().getWorkflowId(), tooLate.getMessage());
        }
    }

    private void decide(WorkflowStub run, SealedPlan plan) {
        String sha = plan.sha256();
        if (answer == Errand.Answer.REJECT) {
            run.update("reject", String.class, new Reject(sha, NAME, "not today"));
        } else if (answer == Errand.Answer.APPROVE_LATE && (missed == null || missed.equals(sha))) {
            missed = sha;
        } else {
            Instant at = clock.instant();
            run.update("approve", String.class, new Approve(sha, NAME));
            leaves.add(new Leave(
                    at,
                    sha,
                    plan.plan().identity() == null
                            ? null
                            : plan.plan().identity().uuid()));
        }
    }

    private void help(WorkflowStub run, StuckStep step) {
        stuck.add(step.step() + ": " + step.code() + ": " + step.reason());
        run.update(
                "resolve",
                String.class,
                new Resolve(step.step(), stuck.size() > RETRIES ? Resolution.ABORT : Resolution.RETRY, NAME));
    }
}
