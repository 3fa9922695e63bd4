// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The last authority: a chart between two rows that both fit is likely to fit as well. Beyond the last row nothing is inferred. */
final class NeighbouringRows {

    private NeighbouringRows() {}

    static Optional<CandidateTemplate> answer(Pair pair, List<CompatibilityRow> table) {
        Optional<ChartVersion> own = ChartVersion.parse(pair.chart());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Comparator<CompatibilityRow> byChart = Comparator.comparing(NeighbouringRows::version);
        Optional<CompatibilityRow> below = readable(table).stream()
                .filter(row -> version(row).compareTo(own.get()) < 0)
                .max(byChart);
        Optional<CompatibilityRow> above = readable(table).stream()
                .filter(row -> version(row).compareTo(own.get()) > 0)
                .min(byChart);
        if (below.isEmpty() || above.isEmpty() || !fits(pair, below.get()) || !fits(pair, above.get())) {
            return Optional.empty();
        }
        Reason reason = pair.reason(ReasonCode.NEIGHBOURS_FIT)
                .with("below", below.get().chart())
                .with("above", above.get().chart())
                .with("minor", pair.minor());
        return Optional.of(pair.fits(reason, Evidence.INFERENCE, Certainty.LIKELY, List.of()));
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
