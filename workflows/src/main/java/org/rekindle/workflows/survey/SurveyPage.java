// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.SurveyEntry;

/** What the Temporal UI shows of a survey: how far it is, and the clusters, those that are not healthy first. */
final class SurveyPage {

    private static final int LINES = 50;
    private static final int LONGEST_LINE = 200;

    private SurveyPage() {}

    static String of(List<SurveyEntry> seen, int all) {
        List<SurveyEntry> troubled =
                seen.stream().filter(entry -> !isHealthy(entry)).toList();
        List<SurveyEntry> shown = troubled.size() >= LINES || seen.size() > LINES ? troubled : seen;
        String lines = shown.stream().limit(LINES).map(SurveyPage::line).collect(Collectors.joining());
        int more = shown.size() - LINES;
        return "Looked at " + seen.size() + " of " + all + " clusters; " + (seen.size() - troubled.size())
                + " are healthy.\n\n" + lines + (more > 0 ? "- and " + more + " more that are not healthy\n" : "");
    }

    private static String line(SurveyEntry entry) {
        return "- **" + entry.cluster() + "** " + Words.atMost(LONGEST_LINE, entry.sentence())
                + (entry.started() == null ? "" : " Started " + entry.started() + ".") + "\n";
    }

    private static boolean isHealthy(SurveyEntry entry) {
        return entry.diagnosis().condition() == Condition.HEALTHY;
    }
}
