// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.rekindle.workflows.activities.ReportActivities;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.ReportRequest;
import org.rekindle.workflows.report.ReportPage;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.RunEnded;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;

/** Closes a run, however it ended: keeps the report and says how it went. */
public final class Closing {

    private static final Duration KEEPING = Duration.ofMinutes(10);

    private Closing() {}

    /** Ends the run. */
    public static RecoveryResult close(Journal journal, Steps steps, RunEnded end) {
        if (end.outcome() != Outcome.PLANNED) {
            report(journal, steps, end);
        }
        journal.end(end.outcome(), end.sentence());
        Workflow.await(Workflow::isEveryHandlerFinished);
        RecoveryView view = journal.view();
        return new RecoveryResult(view.cluster(), end.outcome(), end.sentence(), view.nextExpiry(), view.report());
    }

    private static void report(Journal journal, Steps steps, RunEnded end) {
        journal.enter(Phase.REPORTING, end.sentence());
        RecoveryView view = journal.view();
        String name = view.cluster() + "-" + view.startedAt().toString().replace(':', '-') + ".md";
        try {
            steps.may(
                    "keep the report",
                    () -> journal.reported(World.ask(ReportActivities.class, "Keep the report", KEEPING)
                            .keep(new ReportRequest(view.cluster(), name, ReportPage.of(view, end.outcome())))
                            .location()));
        } catch (RunEnded aborted) {
            // The run ends in any case; that its report could not be kept changes nothing about what it did.
            journal.note("The report was not kept: " + aborted.sentence());
        }
    }
}
