// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.Resolution;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.StuckStep;

/**
 * Runs steps. One that fails for good does not fail the run: it waits for a human, who has it tried again, skips it or
 * ends the run.
 */
public final class Steps {

    private final Journal journal;
    private @Nullable StuckStep stuck;
    private @Nullable Resolve answer;
    private String answeredBy = "";

    /** Steps whose troubles go into the journal. */
    public Steps(Journal journal) {
        this.journal = journal;
    }

    /** Runs a step that cannot be left out. */
    public <T> T need(String name, Func<T> body) {
        while (true) {
            try {
                return body.apply();
            } catch (ActivityFailure failure) {
                ask(name, failure, false);
            } catch (StepFailed failure) {
                ask(name, failure, false);
            }
        }
    }

    /**
     * Runs a step that a human may skip.
     *
     * @return who skipped it and what stood in its way, in a sentence; null when it came to its end
     */
    public @Nullable String may(String name, Runnable body) {
        while (true) {
            try {
                body.run();
                return null;
            } catch (ActivityFailure failure) {
                if (ask(name, failure, true) == Resolution.SKIP) {
                    return "Skipped by " + answeredBy + ": " + Failing.lastSeen(failure);
                }
            } catch (StepFailed failure) {
                if (ask(name, failure, true) == Resolution.SKIP) {
                    return "Skipped by " + answeredBy + ": " + failure.reason();
                }
            }
        }
    }

    /** Waits until a human says that something outside has been done. */
    public void confirm(String name, String reason) {
        ask(name, FailureCode.STILL_WAITING.name(), reason, false);
    }

    /** Why an answer cannot be taken, null when it can. */
    public @Nullable String objection(Resolve resolve) {
        StuckStep now = stuck;
        if (now == null || answer != null) {
            return "No step is stuck; the run is in phase " + journal.phase() + ".";
        }
        if (resolve.step() != null && !resolve.step().equals(now.step())) {
            return "Step \"" + resolve.step() + "\" is not stuck; \"" + now.step() + "\" is.";
        }
        if (resolve.resolution() == Resolution.SKIP && !now.canBeSkipped()) {
            return "Step \"" + now.step() + "\" cannot be skipped; retry it or abort the run.";
        }
        if (resolve.resolution() == null) {
            return "Say what is to be done (resolution): RETRY, " + (now.canBeSkipped() ? "SKIP or " : "or ")
                    + "ABORT.";
        }
        return resolve.by().isBlank() ? "Say who you are (by)." : null;
    }

    /** Takes an answer that {@link #objection} let through. */
    public String resolve(Resolve resolve) {
        answer = resolve;
        return "Step \"" + (stuck == null ? "" : stuck.step()) + "\": " + resolve.resolution() + ", by " + resolve.by()
                + ".";
    }

    private Resolution ask(String name, ActivityFailure failure, boolean canBeSkipped) {
        return ask(name, Failing.code(failure), Failing.lastSeen(failure), canBeSkipped);
    }

    private Resolution ask(String name, StepFailed failure, boolean canBeSkipped) {
        return ask(name, failure.code().name(), failure.reason(), canBeSkipped);
    }

    private Resolution ask(String name, String code, String reason, boolean canBeSkipped) {
        // A step that fails because the run is cancelled is not stuck.
        CancellationScope.throwCanceled();
        Phase phase = journal.phase();
        StuckStep step = new StuckStep(name, code, reason, canBeSkipped, Journal.now());
        stuck = step;
        answer = null;
        journal.stuck(step);
        journal.enter(Phase.AWAITING_OPERATOR, "Step \"" + name + "\" is stuck (" + code + "): " + reason);
        journal.waitFor("a human to resolve the step \"" + name + "\"", null);
        Workflow.await(() -> answer != null);
        Resolve given = answer;
        stuck = null;
        answer = null;
        journal.stuck(null);
        journal.stopWaiting();
        if (given == null || given.resolution() == null) {
            throw new IllegalStateException("An answer without a resolution was let through");
        }
        if (given.resolution() == Resolution.ABORT) {
            throw new RunEnded(Outcome.ABORTED, "Ended by " + given.by() + " at the step \"" + name + "\": " + reason);
        }
        answeredBy = given.by();
        journal.enter(phase, "Step \"" + name + "\": " + given.resolution() + ", by " + given.by() + ".");
        return given.resolution();
    }
}
