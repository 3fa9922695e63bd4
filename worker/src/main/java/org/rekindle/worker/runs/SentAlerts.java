// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which alerts were sent to the runs under way. Each signal costs a run's history some events, an alert storm brings thousands,
 * and a run may wait for weeks. It remembers one run for each cluster, in memory: forgotten at a restart, it costs a few events more.
 *
 * <p>So a run gets at most {@link #MOST} signals, and one more for each {@link #WINDOW}, which is 48 a day.
 */
final class SentAlerts {

    /** A rotation that waits for its window looks again when an alert is repeated after an hour, so that alert is sent. */
    static final Duration WINDOW = Duration.ofMinutes(30);

    /** More different alerts than these within the window say nothing new: that the cluster is in trouble is known. */
    static final int MOST_IN_A_WINDOW = 10;

    /** A run keeps no more different alerts than these. */
    static final int MOST = 50;

    private final Clock clock;
    private final Map<String, Sent> byCluster = new HashMap<>();

    SentAlerts(Clock clock) {
        this.clock = clock;
    }

    /** What was sent to one run: all keys, and how many signals since the window began. */
    private record Sent(String run, Instant since, int signals, Set<String> keys) {}

    /** Whether one more signal would say nothing new to the run under way. */
    synchronized boolean isEnough(String cluster, String run, String key) {
        Sent sent = byCluster.get(cluster);
        if (sent == null || !sent.run().equals(run) || isOver(sent)) {
            return false;
        }
        return sent.keys().contains(key)
                || sent.signals() >= MOST_IN_A_WINDOW
                || sent.keys().size() >= MOST;
    }

    /** Notes that an alert was reported to a run. */
    void note(String cluster, String run, String key) {
        note(cluster, run, List.of(key));
    }

    /** Notes that alerts were reported to a run by one signal. */
    synchronized void note(String cluster, String run, List<String> keys) {
        Sent before = byCluster.get(cluster);
        Sent sent;
        if (before == null || !before.run().equals(run)) {
            sent = new Sent(run, clock.instant(), 1, new HashSet<>());
        } else if (isOver(before)) {
            sent = new Sent(run, clock.instant(), 1, before.keys());
        } else {
            sent = new Sent(run, before.since(), before.signals() + 1, before.keys());
        }
        keys.stream().limit(MOST - (long) sent.keys().size()).forEach(sent.keys()::add);
        byCluster.put(cluster, sent);
    }

    private boolean isOver(Sent sent) {
        return !clock.instant().isBefore(sent.since().plus(WINDOW));
    }
}
