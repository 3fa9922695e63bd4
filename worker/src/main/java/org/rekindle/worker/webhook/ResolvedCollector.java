// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Gathers the alerts of one request that do not fire any more. Of each cluster the first ones to have begun are kept, since a run knows
 * the first of each group that came to it: a group of ten thousand costs no more memory than one of a hundred.
 */
final class ResolvedCollector {

    /** A run keeps no more than 50. */
    private static final int MOST = 100;

    private static final Comparator<ReceivedAlert> BY_BEGINNING =
            Comparator.comparing(ReceivedAlert::startsAt).thenComparing(ReceivedAlert::fingerprint);

    private final Map<String, TreeSet<ReceivedAlert>> byCluster = new LinkedHashMap<>();
    private int left;

    void add(String cluster, ReceivedAlert alert) {
        TreeSet<ReceivedAlert> kept = byCluster.computeIfAbsent(cluster, fresh -> new TreeSet<>(BY_BEGINNING));
        kept.add(alert);
        if (kept.size() > MOST) {
            kept.pollLast();
            left++;
        }
    }

    /** Notes one that is of no cluster of ours. */
    void leave() {
        left++;
    }

    /** The keys of the alerts of each cluster. */
    Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        byCluster.forEach((cluster, alerts) ->
                keys.put(cluster, alerts.stream().map(ReceivedAlert::key).toList()));
        return keys;
    }

    int left() {
        return left;
    }
}
