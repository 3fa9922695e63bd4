// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.run.SurveyEntry;

/** What the Temporal UI shows of a survey: how far it is, and the clusters, those that are not healthy first. */
final class SurveyPage {

    private static final int LINES = 50;
    private static final int LONGEST_LINE = 200;

    private SurveyPage() {}

    static String of(List<SurveyEntry> seen, int all) {
        List<SurveyEntry> troubled =
                seen.stream().filter(entry -> !isHealthy(entry)).toList();
        List<SurveyEntry> shown = seen;
        if (troubled.size() >= LINES || seen.size() > LINES) {
            shown = troubled;
        }
        String lines = shown.stream().limit(LINES).map(SurveyPage::line).collect(Collectors.joining());
        return "Looked at " + seen.size() + " of " + all + " clusters; " + (seen.size() - troubled.size())
                + " are healthy.\n\n" + lines + more(shown.size() - LINES);
    }

    private static String more(int notShown) {
        if (notShown > 0) {
            return "- and " + notShown + " more that are not healthy\n";
        }
        return "";
    }

    private static String line(SurveyEntry entry) {
        return "- **" + entry.cluster() + "** " + Text.atMost(LONGEST_LINE, entry.sentence()) + started(entry.started())
                + "\n";
    }

    private static String started(@Nullable String workflow) {
        if (workflow == null) {
            return "";
        }
        return " Started " + workflow + ".";
    }

    private static boolean isHealthy(SurveyEntry entry) {
        return entry.diagnosis().condition() == Condition.HEALTHY;
    }
}
