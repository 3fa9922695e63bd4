// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Rung;

/** The last authority: a chart between two rows that both fit is likely to fit as well. Beyond the last row nothing is inferred. */
final class Neighbours {

    private Neighbours() {}

    static Optional<Rung> answer(Pair pair, List<CompatibilityRow> table) {
        Optional<ChartVersion> own = ChartVersion.parse(pair.chart());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Comparator<CompatibilityRow> byChart = Comparator.comparing(Neighbours::version);
        Optional<CompatibilityRow> below = readable(table).stream()
                .filter(row -> version(row).compareTo(own.get()) < 0)
                .max(byChart);
        Optional<CompatibilityRow> above = readable(table).stream()
                .filter(row -> version(row).compareTo(own.get()) > 0)
                .min(byChart);
        if (below.isEmpty() || above.isEmpty() || !fits(pair, below.get()) || !fits(pair, above.get())) {
            return Optional.empty();
        }
        return Optional.of(pair.fits(
                "The table does not know " + pair.named() + "; the charts before and after it, "
                        + below.get().chart() + " and " + above.get().chart() + ", were both tested with "
                        + pair.kubernetes().major() + "." + pair.kubernetes().minor() + ", so it is likely to fit.",
                Basis.INFERENCE,
                Certainty.LIKELY,
                List.of()));
    }

    private static boolean fits(Pair pair, CompatibilityRow row) {
        return FlagRemoved.refusal(pair, row).isEmpty()
                && !pair.testedOfMinor(row).isEmpty();
    }

    private static List<CompatibilityRow> readable(List<CompatibilityRow> table) {
        return table.stream()
                .filter(row -> ChartVersion.parse(row.chart()).isPresent())
                .toList();
    }

    private static ChartVersion version(CompatibilityRow row) {
        return ChartVersion.parse(row.chart()).orElseThrow();
    }
}
