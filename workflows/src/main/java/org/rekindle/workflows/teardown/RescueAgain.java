// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.rebuild.RescueJudged;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.observe.RescueLook;
import org.rekindle.workflows.run.RunContext;

/**
 * Rescues once more, right before the delete: hours may have passed, and a token that was made meanwhile would be lost. An API that
 * does not answer now is no reason to wait, since what was copied before is still kept.
 */
final class RescueAgain {

    /** A class of students may have come since. */
    private static final int LONGEST_LIST = 1000;

    private final RunContext run;

    RescueAgain(RunContext run) {
        this.run = run;
    }

    /** Whether something is gone that the plan says is kept, so that whoever approved it approved something else. */
    boolean lacksWhatThePlanPromises(TeardownCase teardown) {
        RescueSighting promised = teardown.plan().rescue();
        CloudCluster cluster = teardown.seen().cloud();
        if (promised == null || cluster == null) {
            return false;
        }
        RescueSighting now = RescueLook.keep(run.profile(), cluster);
        List<String> missing = RescueJudged.missing(promised, now);
        if (missing.isEmpty()) {
            keep(now);
            return false;
        }
        run.state()
                .note("The plan promises to put back " + String.join(", ", missing)
                        + ", which cannot be rescued any more, so a new plan is needed.");
        return true;
    }

    /** What is younger than the plan is put back as well: users who came meanwhile lose nothing, and nobody approved less for it. */
    private void keep(@Nullable RescueSighting now) {
        if (now == null) {
            return;
        }
        List<String> younger = RescueJudged.missing(now, run.state().rescued());
        run.state().rescued(now);
        if (!younger.isEmpty()) {
            run.state()
                    .note("Younger than the plan, and put back as well: "
                            + Text.atMost(LONGEST_LIST, String.join(", ", younger)) + ".");
        }
    }
}
