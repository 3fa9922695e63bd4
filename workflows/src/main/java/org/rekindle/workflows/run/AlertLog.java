// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/**
 * The alerts that came to a run: when each came last, and which their sender calls resolved. An alert that fires again is not resolved
 * any more.
 */
public final class AlertLog {

    /** Of a storm more would say nothing new, and all that the run keeps is shown at once. */
    static final int MOST = 50;

    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Instant> seen = new HashMap<>();
    /** Of each alert the key under which it fired last: its times sort. */
    private final Map<String, String> latest = new HashMap<>();

    private final Map<String, Instant> resolved = new HashMap<>();
    private Instant last = Instant.EPOCH;

    /** Keeps the alert by which a run was asked for. */
    void startedBy(Alert alert) {
        alerts.add(alert);
        sees(alert, WorkflowClock.now());
    }

    private void sees(Alert alert, Instant now) {
        seen.put(alert.origin(), now);
        latest.merge(alert.origin(), alert.key(), (one, other) -> one.compareTo(other) < 0 ? other : one);
        resolved.remove(alert.origin());
    }

    /** Keeps an alert; false when it is known, or there are too many. */
    boolean add(Alert alert) {
        last = WorkflowClock.now();
        boolean known = alerts.stream().anyMatch(each -> each.key().equals(alert.key()));
        if (seen.containsKey(alert.origin()) || alerts.size() < MOST) {
            sees(alert, last);
        }
        if (known || alerts.size() >= MOST) {
            return false;
        }
        alerts.add(alert);
        return true;
    }

    /**
     * Keeps which of the alerts are resolved; gives those of which that is news. What comes late, of a time before the alert fired
     * again, is none: a sender that is there twice says everything twice.
     */
    List<Alert> resolve(ResolvedAlerts said) {
        List<Alert> news = new ArrayList<>();
        for (String key : said.keys()) {
            String origin = Alert.originOf(key);
            String fired = latest.get(origin);
            boolean isOld = fired == null || key.compareTo(fired) < 0;
            if (!isOld && resolved.putIfAbsent(origin, WorkflowClock.now()) == null) {
                alerts.stream()
                        .filter(alert -> alert.origin().equals(origin))
                        .findFirst()
                        .ifPresent(news::add);
            }
        }
        return news;
    }

    /** All of them, each once, in the order in which they came. */
    List<Alert> all() {
        return List.copyOf(alerts);
    }

    /** How many came, each counted once. */
    int size() {
        return alerts.size();
    }

    /** When the last one came, also when it was a repeated one; the beginning of time when none came. */
    Instant last() {
        return last;
    }

    /** The one that came first, which is the one that started the run where an alert did; null when none came. */
    public @Nullable Alert first() {
        if (alerts.isEmpty()) {
            return null;
        }
        return alerts.get(0);
    }

    /** When its sender said that an alert is resolved; null when it did not, or the alert fires again. */
    public @Nullable Instant resolvedAt(Alert alert) {
        return resolved.get(alert.origin());
    }

    /** When an alert came to this run last. */
    public Instant lastSeen(Alert alert) {
        return seen.getOrDefault(alert.origin(), last);
    }
}
