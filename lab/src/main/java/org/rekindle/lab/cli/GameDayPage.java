// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rekindle.lab.scenario.GameDayResult;
import org.rekindle.worker.cli.Table;
import org.rekindle.workflows.decide.text.Text;

/** The results of game days, for people. */
final class GameDayPage {

    private GameDayPage() {}

    /** One game day, as it ends. */
    static String line(GameDayResult result) {
        String end = name(result) + ": " + GameDayResult.end(result.outcome());
        if (result.holds()) {
            return "as expected  " + end;
        }
        return "NOT AS EXPECTED  " + end + ". " + String.join(" ", result.violations());
    }

    /** One that nothing was expected of. */
    static Table summary(GameDayResult result) {
        Table table = new Table("END", GameDayResult.end(result.outcome()));
        table.row("remedy", decisions(result));
        table.row("after", time(result));
        table.row("destroyed", destroyed(result));
        table.row("asked people", String.valueOf(result.askedPeople().size()));
        return table;
    }

    /** The table of all, and what does not hold. */
    static List<String> lines(List<GameDayResult> results) {
        Table table = new Table("", "SCENARIO", "DECISION", "END", "TIME", "DESTROYED", "ASKED PEOPLE", "HOLDS");
        results.forEach(result -> table.row(
                result.id(),
                result.scenario(),
                decisions(result),
                GameDayResult.end(result.outcome()),
                time(result),
                destroyed(result),
                asked(result),
                result.holds() ? "yes" : "NO"));
        List<String> lines = new ArrayList<>(table.toString().lines().toList());
        List<GameDayResult> broken =
                results.stream().filter(result -> !result.holds()).toList();
        lines.add("");
        lines.add(verdict(results.size(), broken.size()));
        broken.forEach(result -> lines.add("  - " + name(result) + ": " + String.join(" ", result.violations())));
        return List.copyOf(lines);
    }

    private static String verdict(int all, int broken) {
        if (broken > 0) {
            return broken + " of " + all + " did not end as expected:";
        }
        return (all == 1 ? "It" : "All " + all) + " ended as expected, and nothing was destroyed without approval.";
    }

    private static String asked(GameDayResult result) {
        int asked = result.askedPeople().size();
        return asked == 0 ? "-" : String.valueOf(asked);
    }

    private static String destroyed(GameDayResult result) {
        return result.destroyed().isEmpty() ? "nothing" : String.join(", ", result.destroyed());
    }

    private static String time(GameDayResult result) {
        Duration minutes = result.took().truncatedTo(ChronoUnit.MINUTES);
        return minutes.isZero() ? "<1m" : Text.of(minutes);
    }

    private static String decisions(GameDayResult result) {
        return Text.constant(String.join(", then ", result.remedies()));
    }

    private static String name(GameDayResult result) {
        return Objects.requireNonNullElse(result.id(), "-") + " " + result.scenario();
    }
}
