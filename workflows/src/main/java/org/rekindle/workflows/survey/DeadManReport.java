// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.rekindle.workflows.api.DeadManActivities;
import org.rekindle.workflows.api.DeadManActivities.SurveyEnd;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.run.SurveyResult;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.slf4j.Logger;

/** Reports to the dead man's switch elsewhere how a survey ended. Silence is what it waits for, so no report fails a survey. */
final class DeadManReport {

    private static final Logger LOG = Workflow.getLogger(DeadManReport.class);

    private static final Duration TRYING = Duration.ofMinutes(5);

    private DeadManReport() {}

    /** Of a survey that came to its end. One that saw no certificate at all has failed: it is the worker's own network, most likely. */
    static void ended(SurveyResult result) {
        int all = result.clusters().size() + result.leftOut();
        // Healthy clusters alone are left out.
        long seen = result.leftOut()
                + result.clusters().stream()
                        .filter(entry -> entry.notAfter() != null)
                        .count();
        String sentence = "Looked at " + Text.count(all, "cluster") + ", and saw the certificates of " + seen + ".";
        report(new SurveyEnd(all > 0 && seen == 0, sentence));
    }

    /** Of a survey that failed. */
    static void failed() {
        report(new SurveyEnd(true, "The survey failed. The Temporal UI has the reason."));
    }

    private static void report(SurveyEnd end) {
        try {
            ActivityStubs.remote(DeadManActivities.class, "Report the survey to the dead man's switch", TRYING)
                    .report(end);
        } catch (ActivityFailure failure) {
            LOG.warn("The dead man's switch has no report of this survey: {}", ActivityFailures.lastSeen(failure));
        }
    }
}
