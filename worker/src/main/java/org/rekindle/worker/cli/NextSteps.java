// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.StuckStep;

/** The commands that make sense in a run's present state. */
final class NextSteps {

    private NextSteps() {}

    static List<String> of(RecoveryView view) {
        String cluster = view.cluster();
        SealedPlan plan = view.plan();
        if (view.outcome() == Outcome.PLANNED) {
            return List.of("./rekindle recover " + cluster + "    to do what the plan says");
        }
        if (view.outcome() != null) {
            return List.of("./rekindle report " + cluster + "    to read what happened");
        }
        if (view.phase() == Phase.AWAITING_APPROVAL && plan != null) {
            String hash = plan.sha256().abbreviated();
            return List.of(
                    "./rekindle plan " + cluster + "    to read the plan",
                    "./rekindle approve " + cluster + " --plan " + hash + Sentences.signing(plan.plan())
                            + "    to let it go ahead",
                    "./rekindle reject " + cluster + " --plan " + hash + "    to end the run");
        }
        StuckStep stuck = view.stuck();
        if (stuck != null) {
            String choices = stuck.canBeSkipped() ? "retry|skip|abort" : "retry|abort";
            return List.of("./rekindle resolve " + cluster + " " + choices + "    " + purpose(stuck));
        }
        return List.of("./rekindle status " + cluster + " --watch    to watch");
    }

    /** Whether the run waits for a person. */
    static boolean waitsForHuman(RecoveryView view) {
        return view.outcome() == null
                && (view.phase() == Phase.AWAITING_APPROVAL
                        || view.phase() == Phase.AWAITING_OPERATOR
                        || view.stuck() != null);
    }

    /** What a command that shows a run says to the shell. */
    static int exitCode(RecoveryView view) {
        if (view.outcome() != null && view.outcome().lacksProof()) {
            return ExitCode.NOT_PROVEN;
        }
        if (view.outcome() != null) {
            return ExitCode.okOrFailed(view.outcome().isGood());
        }
        return waitsForHuman(view) ? ExitCode.WAITS_FOR_HUMAN : ExitCode.OK;
    }

    private static String purpose(StuckStep stuck) {
        if (stuck.seenByRun()) {
            return "to answer without waiting until the run sees that it is done";
        }
        return "to answer it";
    }
}
