// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import org.rekindle.workflows.api.ReportActivities;
import org.rekindle.workflows.api.ReportActivities.ReportRequest;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.report.ReportPage;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunResult;

/** Keeps the report of a run. */
final class ReportStage {

    private final RunContext run;

    ReportStage(RunContext run) {
        this.run = run;
    }

    void keep(RunResult result) {
        RecoveryView view = run.state().view();
        String name = view.cluster() + "-" + view.startedAt().toString().replace(':', '-');
        run.state()
                .reported(ActivityStubs.local(ReportActivities.class, "Keep the report")
                        .keep(new ReportRequest(
                                view.cluster(),
                                name,
                                ReportPage.of(view, result.outcome(), result.sentence()),
                                run.profile().cloud(),
                                run.waits().measured()))
                        .location());
    }
}
