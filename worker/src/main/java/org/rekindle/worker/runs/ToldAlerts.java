// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers of what the runs under way have been told lately, since each telling costs a run's history some events and an alert storm
 * brings thousands. It remembers one run for each cluster, in memory: forgotten at a restart, it costs a few events more.
 */
final class ToldAlerts {

    /** A rotation that waits for its window looks again when an alert is repeated after an hour, so it must hear of it. */
    static final Duration WINDOW = Duration.ofMinutes(30);

    /** More different alerts than these within the window say nothing new: that the cluster is in trouble is known. */
    static final int MOST = 10;

    private final Clock clock;
    private final Map<String, Told> byCluster = new HashMap<>();

    ToldAlerts(Clock clock) {
        this.clock = clock;
    }

    private record Told(String run, Instant since, Set<String> keys) {}

    /** Whether telling the run under way would say nothing new. */
    synchronized boolean isEnough(String cluster, String run, String key) {
        Told told = byCluster.get(cluster);
        return told != null
                && told.run().equals(run)
                && clock.instant().isBefore(told.since().plus(WINDOW))
                && (told.keys().contains(key) || told.keys().size() >= MOST);
    }

    /** Notes that a run was told. */
    synchronized void note(String cluster, String run, String key) {
        Told told = byCluster.get(cluster);
        boolean holds = told != null
                && told.run().equals(run)
                && clock.instant().isBefore(told.since().plus(WINDOW));
        if (told == null || !holds) {
            told = new Told(run, clock.instant(), new HashSet<>());
            byCluster.put(cluster, told);
        }
        told.keys().add(key);
    }
}
