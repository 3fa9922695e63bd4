// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Workflow;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.run.AbortRun;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.run.RunState;
import org.rekindle.workflows.teardown.TeardownRateLimitClient;

/** Ends a run, whatever became of it: keeps the report, frees its place in the teardown rate limit and says how it went. */
public final class RunFinalizer {

    private final RunContext run;
    private final TeardownRateLimitClient rateLimit;
    private final ReportStage report;

    /** The end of one run. */
    public RunFinalizer(RunContext run, TeardownRateLimitClient rateLimit) {
        this.run = run;
        this.rateLimit = rateLimit;
        this.report = new ReportStage(run);
    }

    /** Does what a run is for, and ends the run: also one that the operator ends, and one that is cancelled. */
    public RecoveryResult conclude(Func<RunResult> work) {
        try {
            return end(unlessAborted(work));
        } catch (CanceledFailure cancelled) {
            endCancelled();
            throw cancelled;
        }
    }

    private static RunResult unlessAborted(Func<RunResult> work) {
        try {
            return work.apply();
        } catch (AbortRun aborted) {
            return aborted.result();
        }
    }

    private RecoveryResult end(RunResult result) {
        RunState state = run.state();
        if (result.outcome() != Outcome.PLANNED) {
            state.enter(Phase.REPORTING, result.sentence());
            keepReport(result);
        }
        rateLimit.runEnded(result.outcome().renewed());
        state.end(result);
        state.awaitSaid();
        Workflow.await(Workflow::isEveryHandlerFinished);
        RecoveryView view = state.view();
        return new RecoveryResult(
                view.cluster(),
                result.outcome(),
                result.sentence(),
                view.nextExpiry(),
                view.report(),
                view.notProven());
    }

    private void keepReport(RunResult result) {
        try {
            run.operator().optional("keep the report", () -> report.keep(result));
        } catch (AbortRun aborted) {
            // The run ends in any case; that its report could not be kept changes nothing about what it did.
            run.state().note("The report was not kept: " + aborted.result().sentence());
        }
    }

    /**
     * Ends a run that is cancelled, as by a button in the Temporal UI. It keeps its report too: nothing more is asked of the cloud,
     * and what was asked already goes on there. The operator is not asked when the report cannot be kept: who cancels a run wants it
     * to end.
     */
    private void endCancelled() {
        RunResult result = new RunResult(
                Outcome.ABORTED,
                "Cancelled in phase " + run.state().phase()
                        + ". Nothing more is asked of the cloud; what was asked already goes on there.");
        Workflow.newDetachedCancellationScope(() -> endDetached(result)).run();
    }

    private void endDetached(RunResult result) {
        RunState state = run.state();
        state.stuck(null);
        state.waits().stopWaiting();
        state.enter(Phase.REPORTING, result.sentence());
        try {
            report.keep(result);
        } catch (ActivityFailure failure) {
            state.note("The report was not kept: " + ActivityFailures.lastSeen(failure));
        }
        rateLimit.runEnded(false);
        state.end(result);
        state.awaitSaid();
        Workflow.await(Workflow::isEveryHandlerFinished);
    }
}
