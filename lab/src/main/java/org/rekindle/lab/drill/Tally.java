// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rekindle.lab.proxy.Exchange;
import org.rekindle.lab.proxy.NetworkFault;
import org.rekindle.lab.proxy.Operation;

/** Counts, over many runs, what happened to which operation and what came of it. */
public final class Tally {

    private final Map<Operation, Map<NetworkFault, Count>> counts = new EnumMap<>(Operation.class);

    private static final class Count {
        private int times;
        private int runs;
        private int asked;
        private int broken;
    }

    /**
     * One line.
     *
     * @param times how often it happened
     * @param runs in how many runs
     * @param asked how many of these asked a human for help with a step
     * @param broken in how many of these something does not hold, for any reason
     */
    public record Line(String operation, String trouble, int times, int runs, int asked, int broken) {}

    /** The tally of these runs. */
    public Tally(List<DrillRun> runs) {
        runs.forEach(this::add);
    }

    private void add(DrillRun run) {
        Set<Count> ofThisRun = new HashSet<>();
        for (Exchange exchange : run.exchanges()) {
            NetworkFault trouble = exchange.trouble();
            if (trouble != null) {
                Count count = counts.computeIfAbsent(exchange.operation(), none -> new EnumMap<>(NetworkFault.class))
                        .computeIfAbsent(trouble, none -> new Count());
                count.times++;
                ofThisRun.add(count);
            }
        }
        for (Count count : ofThisRun) {
            count.runs++;
            if (!run.stuck().isEmpty()) {
                count.asked++;
            }
            if (!run.holds()) {
                count.broken++;
            }
        }
    }

    /** By operation and trouble; what never happened has no line. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        counts.forEach((operation, troubles) -> troubles.forEach((trouble, count) -> lines.add(
                new Line(operation.words(), trouble.words(), count.times, count.runs, count.asked, count.broken))));
        return List.copyOf(lines);
    }
}
