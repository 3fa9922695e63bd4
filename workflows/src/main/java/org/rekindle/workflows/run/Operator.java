// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.ResolutionText;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;

/**
 * The person who is asked where the run cannot go on by itself. A step that failed for good does not fail the run: it waits
 * until the operator has it tried again, skips it or ends the run.
 */
public final class Operator {

    private final RunState state;
    private @Nullable ClusterProfile profile;
    private @Nullable StuckStep stuck;
    private @Nullable Resolve answer;
    private Instant lastAnswer = Instant.EPOCH;

    /** The operator of the run whose state this is. */
    public Operator(RunState state) {
        this.state = state;
    }

    /** Takes answers as the fleet file says from now on. Before, no step can be stuck. */
    public void answersAs(ClusterProfile said) {
        profile = said;
    }

    /** A step that cannot be skipped. */
    public Step step(String name) {
        return new Step(this, name);
    }

    /** Runs a step that cannot be skipped, again as a whole after each RETRY; short for {@link Step#whole}. */
    public <T> T required(String step, Func<T> body) {
        return step(step).whole(body);
    }

    /**
     * Runs a step that the operator may skip, again as a whole after each RETRY.
     *
     * @return who skipped it and what stood in its way, in a sentence; null when it succeeded
     */
    public @Nullable String optional(String step, Runnable body) {
        return optionalAttempt(step, () -> {
            body.run();
            return Attempt.succeeded(true);
        });
    }

    /** The same as {@link #optional} for a step whose answers may be such that the operator must look at them. */
    public @Nullable String optionalAttempt(String step, Func<? extends Attempt<?>> body) {
        StepOutcome<Boolean> outcome = skippable(step, () -> {
            Attempt<?> attempt = body.apply();
            if (attempt instanceof Attempt.Failed<?> failed) {
                return Attempt.failed(failed.code(), failed.reason());
            }
            return Attempt.succeeded(true);
        });
        if (outcome instanceof StepOutcome.Skipped<Boolean> skipped) {
            return skipped.why();
        }
        return null;
    }

    /** Runs a step that the operator may skip, again as a whole after each RETRY, and gives its result. */
    public <T> StepOutcome<T> skippable(String step, Func<Attempt<T>> body) {
        while (true) {
            Trouble trouble;
            try {
                Attempt<T> attempt = body.apply();
                if (attempt instanceof Attempt.Succeeded<T> succeeded) {
                    return new StepOutcome.Done<>(succeeded.result());
                }
                trouble = Trouble.of((Attempt.Failed<T>) attempt);
            } catch (ActivityFailure failure) {
                trouble = new Trouble(ActivityFailures.code(failure), ActivityFailures.lastSeen(failure));
            }
            Resolve given = ask(step, trouble.code(), trouble.reason(), true);
            if (given.resolution() == Resolution.SKIP) {
                return new StepOutcome.Skipped<>(skipped(given, trouble.reason()));
            }
        }
    }

    /** Waits until the operator says that something outside has been done. */
    public void await(String step, String reason) {
        ask(step, StuckStep.PEOPLE_ACT, reason, false);
    }

    /** Waits until the operator says that something outside has been done, or skips it. */
    public void awaitOrSkip(String step, String reason) {
        ask(step, StuckStep.PEOPLE_ACT, reason, true);
    }

    /**
     * Waits until the operator has looked at something.
     *
     * @return who skipped the step and what stood in its way, in a sentence; empty when the run is to try again
     */
    public Optional<String> awaitOrSkip(String step, FailureCode code, String reason) {
        Resolve given = ask(step, code.name(), reason, true);
        if (given.resolution() == Resolution.SKIP) {
            return Optional.of(skipped(given, reason));
        }
        return Optional.empty();
    }

    /**
     * Asks for something that the run sees by itself when it is done. The question is then withdrawn, so that no one has to answer it.
     *
     * @param seen completes when it is done, and fails when it was not done in time
     * @return RETRY or SKIP; empty when the question was withdrawn
     */
    public Optional<Resolve> askUntil(String step, String reason, Promise<?> seen) {
        return askUntil(new StuckStep(step, StuckStep.PEOPLE_ACT, reason, true, WorkflowClock.now(), true), seen);
    }

    private static String skipped(Resolve given, String reason) {
        return "Skipped by " + given.by() + ": " + reason;
    }

    /** Whether the operator was asked since then, so that what was seen before may be old. */
    public boolean answeredSince(Instant time) {
        return lastAnswer.isAfter(time);
    }

    /** Refuses an answer that does not fit the step that is stuck. */
    public void validate(Resolve resolve) {
        Refusal.unlessNull(objection(resolve));
    }

    private @Nullable String objection(Resolve resolve) {
        StuckStep now = stuck;
        if (now == null || answer != null) {
            return "No step is stuck; the run is in phase " + state.phase() + ".";
        }
        if (resolve.step() != null && !resolve.step().equals(now.step())) {
            return "Step \"" + resolve.step() + "\" is not stuck; \"" + now.step() + "\" is.";
        }
        if (resolve.resolution() == Resolution.SKIP && !now.canBeSkipped()) {
            return "Step \"" + now.step() + "\" cannot be skipped; retry it or abort the run.";
        }
        if (resolve.resolution() == null) {
            String skip = now.canBeSkipped() ? "SKIP or " : "or ";
            return "Say what is to be done (resolution): RETRY, " + skip + "ABORT.";
        }
        ClusterProfile said = Objects.requireNonNull(profile);
        return AnswerCheck.objection(
                resolve.by(),
                resolve.at(),
                resolve.signature(),
                said.policy().approval(),
                "./rekindle resolve " + said.cluster() + " "
                        + Text.constant(resolve.resolution().name()));
    }

    /** Takes an answer that {@link #validate} let through. A signature is checked by the keys that the fleet file has now. */
    public String resolve(Resolve resolve) {
        StuckStep question = Objects.requireNonNull(stuck);
        Resolve given = signed(resolve, question);
        answer = given;
        return "Step \"" + question.step() + "\": " + given.resolution() + ", by " + given.by() + ".";
    }

    /** The same answer by the name and the key of the person who signed it. */
    private Resolve signed(Resolve resolve, StuckStep question) {
        if (resolve.signature() == null || resolve.at() == null || resolve.resolution() == null) {
            return resolve;
        }
        ResolutionText text = new ResolutionText(
                Objects.requireNonNull(profile).cluster(),
                Workflow.getInfo().getWorkflowId(),
                Workflow.getInfo().getRunId(),
                question.step(),
                question.since(),
                resolve.resolution().name(),
                resolve.by(),
                resolve.at());
        String key = SignedAnswer.key(text, question.since(), resolve.signature());
        // Meanwhile somebody else may have answered, or the question may have been withdrawn.
        if (!question.equals(stuck) || answer != null) {
            throw Refusal.afterwards("Step \"" + question.step() + "\" is answered already.");
        }
        return new Resolve(question.step(), resolve.resolution(), resolve.by() + " (key " + key + ")");
    }

    /** Why a step is stuck; the code is one of {@link FailureCode} or the class of an unexpected exception. */
    private record Trouble(String code, String reason) {

        static Trouble of(Attempt.Failed<?> failed) {
            return new Trouble(failed.code().name(), failed.reason());
        }
    }

    /** Waits for the operator's answer: RETRY or SKIP. ABORT ends the run. */
    Resolve ask(String step, String code, String reason, boolean canBeSkipped) {
        return askUntil(
                        new StuckStep(step, code, reason, canBeSkipped, WorkflowClock.now(), false),
                        Workflow.newPromise())
                .orElseThrow();
    }

    private Optional<Resolve> askUntil(StuckStep question, Promise<?> seen) {
        // A step that fails because the run is cancelled is not stuck.
        CancellationScope.throwCanceled();
        Phase phase = state.phase();
        WaitMeter.Wait interrupted = state.waits().current();
        String step = question.step();
        stuck = question;
        answer = null;
        state.stuck(question);
        state.enter(Phase.AWAITING_OPERATOR, question.sentence());
        state.waits().waitFor("a human to resolve the step \"" + step + "\"", null);
        state.asksOperator(question);
        Workflow.await(() -> answer != null || seen.isCompleted());
        Resolve given = answer;
        stuck = null;
        answer = null;
        lastAnswer = WorkflowClock.now();
        state.stuck(null);
        state.waits().stopWaiting();
        if (given == null) {
            state.asksNoMore("the step \"" + step + "\" is done");
            state.enter(phase, "Step \"" + step + "\": the question is withdrawn.");
            state.waits().resume(interrupted);
            return Optional.empty();
        }
        if (given.resolution() == null) {
            throw new IllegalStateException("An answer without a resolution was let through");
        }
        state.asksNoMore("the step \"" + step + "\" is answered: " + given.resolution() + ", by " + given.by());
        if (given.resolution() == Resolution.ABORT) {
            throw new AbortRun("Ended by " + given.by() + " at the step \"" + step + "\": " + question.reason());
        }
        state.enter(phase, "Step \"" + step + "\": " + given.resolution() + ", by " + given.by() + ".");
        if (given.resolution() == Resolution.RETRY) {
            state.waits().resume(interrupted);
        }
        return Optional.of(given);
    }
}
