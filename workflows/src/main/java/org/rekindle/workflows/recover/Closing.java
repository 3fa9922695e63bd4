// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Workflow;
import org.rekindle.workflows.activities.ReportActivities;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.ReportRequest;
import org.rekindle.workflows.rebuild.FleetBreaker;
import org.rekindle.workflows.report.ReportPage;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.RunEnded;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;

/** Closes a run, however it ended: keeps the report and says how it went. */
public final class Closing {

    private Closing() {}

    /**
     * Has a run run, and closes it. One that is cancelled, as by a button in the Temporal UI, keeps its report too and then
     * ends as cancelled: nothing more is asked of the cloud, and what was asked already goes on there.
     */
    public static RecoveryResult afterwards(
            ClusterProfile profile, Journal journal, Steps steps, FleetBreaker breaker, Func<RunEnded> run) {
        try {
            return close(profile, journal, steps, breaker, endOf(run));
        } catch (CanceledFailure cancelled) {
            closeCancelled(profile, journal, breaker);
            throw cancelled;
        }
    }

    private static RunEnded endOf(Func<RunEnded> run) {
        try {
            return run.apply();
        } catch (RunEnded early) {
            return early;
        }
    }

    private static RecoveryResult close(
            ClusterProfile profile, Journal journal, Steps steps, FleetBreaker breaker, RunEnded end) {
        if (end.outcome() != Outcome.PLANNED) {
            journal.enter(Phase.REPORTING, end.sentence());
            try {
                steps.may("keep the report", () -> keepReport(profile, journal, end.outcome()));
            } catch (RunEnded aborted) {
                // The run ends in any case; that its report could not be kept changes nothing about what it did.
                journal.note("The report was not kept: " + aborted.sentence());
            }
        }
        breaker.runEnded(end.outcome().mended());
        journal.end(end.outcome(), end.sentence());
        Workflow.await(Workflow::isEveryHandlerFinished);
        RecoveryView view = journal.view();
        return new RecoveryResult(
                view.cluster(), end.outcome(), end.sentence(), view.nextExpiry(), view.report(), view.notProven());
    }

    /** Asks no human when the report cannot be kept: whoever cancels a run wants it to end. */
    private static void closeCancelled(ClusterProfile profile, Journal journal, FleetBreaker breaker) {
        String sentence = "Cancelled in phase " + journal.phase()
                + ". Nothing more is asked of the cloud; what was asked already goes on there.";
        Workflow.newDetachedCancellationScope(() -> {
                    journal.stuck(null);
                    journal.stopWaiting();
                    journal.enter(Phase.REPORTING, sentence);
                    try {
                        keepReport(profile, journal, Outcome.ABORTED);
                    } catch (ActivityFailure failure) {
                        journal.note("The report was not kept: " + Failing.lastSeen(failure));
                    }
                    breaker.runEnded(false);
                    journal.end(Outcome.ABORTED, sentence);
                    Workflow.await(Workflow::isEveryHandlerFinished);
                })
                .run();
    }

    private static void keepReport(ClusterProfile profile, Journal journal, Outcome outcome) {
        RecoveryView view = journal.view();
        String name = view.cluster() + "-" + view.startedAt().toString().replace(':', '-');
        journal.reported(World.here(ReportActivities.class, "Keep the report")
                .keep(new ReportRequest(
                        view.cluster(), name, ReportPage.of(view, outcome), profile.cloud(), journal.measured()))
                .location());
    }
}
