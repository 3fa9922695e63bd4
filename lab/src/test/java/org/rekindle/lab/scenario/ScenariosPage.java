// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.Remedy;

/** The part of {@code docs/scenarios.md} that is made from the files of the game days. */
final class ScenariosPage {

    /** The generated part begins after this line. */
    static final String MARK = "<!-- From here on made from the scenarios by `make docs`. -->";

    private ScenariosPage() {}

    static String of(List<Scenario> scenarios) {
        StringBuilder page = new StringBuilder(MARK)
                .append(
                        "\n\n| | what happens | decision | end | destroyed | must be said |\n|---|---|---|---|---|---|\n");
        scenarios.forEach(scenario -> page.append("| ")
                .append(String.join(
                        " | ",
                        scenario.id() + (scenario.fitsRealProcesses() ? "" : " *"),
                        cell(scenario.about()),
                        decision(scenario.expect()),
                        GameDayResult.end(scenario.expect().outcome()),
                        destroyed(scenario.expect()),
                        said(scenario.expect())))
                .append(" |\n"));
        return page.toString();
    }

    private static String decision(Scenario.Expectations expect) {
        return expect.remedies().stream().map(Remedy::name).map(Text::constant).collect(Collectors.joining(", then "));
    }

    private static String destroyed(Scenario.Expectations expect) {
        int deletes = expect.mutations().getOrDefault(Mutation.Kind.DELETE, 0);
        return switch (deletes) {
            case 0 -> "nothing";
            case 1 -> "the cluster";
            default -> "the cluster, and what it made itself: " + (deletes - 1);
        };
    }

    private static String said(Scenario.Expectations expect) {
        return Stream.concat(
                        expect.decisions().stream()
                                .map(decision -> decision.step() + ": " + decision.choice()
                                        + (decision.why() == null ? "" : ", " + decision.why())),
                        expect.evidence().stream().map(words -> "in the report: " + words))
                .map(ScenariosPage::cell)
                .collect(Collectors.joining("; "));
    }

    private static String cell(String text) {
        return text.strip().replace("|", "\\|").replace('\n', ' ');
    }
}
