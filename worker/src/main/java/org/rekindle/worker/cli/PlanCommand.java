// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Started;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rekindle plan}. */
@Command(
        name = "plan",
        description = {
            "Show what a recovery would do, without doing it.",
            "Where a run is under way, its own plan is shown: the one that an approval is for."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle plan projectpythia-binder",
            "  ./rekindle plan projectpythia-binder -o json"
        })
final class PlanCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    PlanCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        Started started = recoveries.recover(
                new RecoverRequest(cluster, "manual", context().person(), true, null));
        RecoveryView view = started.isNew() ? Watch.untilPlanned(recoveries, cluster) : recoveries.view(cluster);
        SealedPlan plan = view.plan();
        if (plan == null) {
            return withoutPlan(view, recoveries);
        }
        if (isJson()) {
            printJson(plan);
        } else {
            print(PlanPage.lines(plan, view.approval(), style()));
        }
        return ExitCode.OK;
    }

    private int withoutPlan(RecoveryView view, Recoveries recoveries) {
        if (isJson()) {
            printJson(new Status(view, List.of()));
        } else {
            printView(view, recoveries);
        }
        return NextSteps.exitCode(view);
    }
}
