// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers deliveries that were accepted, as many and as long as senders repeat them. It forgets all at a restart. */
final class SeenDeliveries {

    static final int MOST = 10_000;

    /** PagerDuty repeats a delivery no longer. */
    static final Duration LONGEST = Duration.ofDays(2);

    private final Clock clock;

    /** The oldest first. */
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    SeenDeliveries(Clock clock) {
        this.clock = clock;
    }

    /** Whether a delivery of a receiver was accepted before. */
    synchronized boolean isKnown(String receiver, Collection<String> ids) {
        forgetOld();
        return ids.stream().anyMatch(id -> seen.containsKey(key(receiver, id)));
    }

    /** Remembers that a delivery was accepted. */
    synchronized void accept(String receiver, Collection<String> ids) {
        ids.forEach(id -> seen.putIfAbsent(key(receiver, id), clock.instant()));
        forgetOld();
    }

    private void forgetOld() {
        Instant first = clock.instant().minus(LONGEST);
        Iterator<Instant> times = seen.values().iterator();
        while (times.hasNext()) {
            Instant time = times.next();
            if (seen.size() <= MOST && !time.isBefore(first)) {
                return;
            }
            times.remove();
        }
    }

    private static String key(String receiver, String id) {
        return receiver + " " + id;
    }
}
