// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the alerts of one request. The alerts of a cluster become one: its key is that of the alert that began first, so that
 * repetitions have the same key. A group of ten thousand alerts costs no more memory than one of ten.
 */
public final class AlertCollector {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DELIVERY = 200;
    private static final int MOST_FOREIGN = 10;
    private static final int MOST_NOTED = 10;
    private static final int MOST_NAMELESS = 100;

    private final Predicate<String> ours;
    private final Map<String, ClusterAlerts> firing = new LinkedHashMap<>();
    private final Set<String> foreign = new LinkedHashSet<>();
    private @Nullable ClusterAlerts nameless;
    private String common = "";
    private int moreForeign;
    private final List<ReceivedAlert> namelessResolved = new ArrayList<>();
    private final ResolvedCollector resolved = new ResolvedCollector();
    private final Map<String, Integer> noted = new LinkedHashMap<>();
    private final Set<String> deliveries = new LinkedHashSet<>();
    private int odd;
    private boolean watchdog;

    /** @param ours whether a cluster of that id is in the fleet file */
    AlertCollector(Predicate<String> ours) {
        this.ours = ours;
    }

    /** Adds an alert that fires. */
    public void firing(ReceivedAlert alert) {
        String cluster = id(alert.cluster());
        if (!cluster.isEmpty()) {
            add(cluster, ClusterAlerts.of(alert));
        } else if (nameless == null) {
            nameless = ClusterAlerts.of(alert);
        } else {
            nameless = nameless.and(ClusterAlerts.of(alert));
        }
    }

    /** Adds an alert that does not fire any more. */
    public void resolved(ReceivedAlert alert) {
        String cluster = id(alert.cluster());
        if (ours.test(cluster)) {
            resolved.add(cluster, alert);
        } else if (cluster.isEmpty() && namelessResolved.size() < MOST_NAMELESS) {
            namelessResolved.add(alert);
        } else {
            resolved.leave();
        }
    }

    /** Notes an entry that is no alert. */
    public void odd() {
        odd++;
    }

    /** Notes the alert that always fires, whose absence alone says something. */
    public void watchdog() {
        watchdog = true;
    }

    /** Notes something that starts nothing, and why. Of many different reasons the first few are kept. */
    public void noted(String sentence) {
        if (noted.containsKey(sentence) || noted.size() < MOST_NOTED) {
            noted.merge(sentence, 1, Integer::sum);
        }
    }

    /** Says by what a repetition of this delivery is known; nothing where it is empty. */
    public void delivery(String id) {
        if (!id.isBlank()) {
            deliveries.add(AlertText.shortened(id.strip(), LONGEST_DELIVERY));
        }
    }

    /** The cluster of all alerts that name none themselves. */
    public void commonCluster(String cluster) {
        common = id(cluster);
    }

    CollectedAlerts collected() {
        ClusterAlerts left = nameless;
        if (left != null && !common.isEmpty()) {
            add(common, left);
            left = null;
            nameless = null;
        }
        for (ReceivedAlert alert : namelessResolved) {
            if (ours.test(common)) {
                resolved.add(common, alert);
            } else {
                resolved.leave();
            }
        }
        namelessResolved.clear();
        int withoutName = 0;
        if (left != null) {
            withoutName = left.count();
        }
        return new CollectedAlerts(
                java.util.Collections.unmodifiableMap(new LinkedHashMap<>(firing)),
                java.util.Collections.unmodifiableSet(new LinkedHashSet<>(foreign)),
                moreForeign,
                withoutName,
                resolved.keys(),
                resolved.left(),
                odd,
                noted.entrySet().stream().map(AlertCollector::counted).toList(),
                java.util.Collections.unmodifiableSet(new LinkedHashSet<>(deliveries)),
                watchdog);
    }

    private void add(String cluster, ClusterAlerts alerts) {
        String name = AlertText.shortened(cluster, LONGEST_NAME);
        if (ours.test(cluster)) {
            firing.merge(cluster, alerts, ClusterAlerts::and);
        } else if (foreign.size() < MOST_FOREIGN) {
            foreign.add(name);
        } else if (!foreign.contains(name)) {
            moreForeign += alerts.count();
        }
    }

    private static String counted(Map.Entry<String, Integer> note) {
        if (note.getValue() == 1) {
            return note.getKey();
        }
        return note.getKey() + " (" + note.getValue() + " times)";
    }

    /** Some write it as {@code cluster=name}. */
    private static String id(String name) {
        String prefix = "cluster=";
        if (name.startsWith(prefix)) {
            return name.substring(prefix.length()).strip();
        }
        return name.strip();
    }
}
