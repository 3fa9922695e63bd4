// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import org.rekindle.workflows.model.run.Alert;

/** The alerts of one cluster: the one that began first, and how many there are. */
record ClusterAlerts(ReceivedAlert first, int count) {

    private static final int LONGEST_SUMMARY = 300;

    static ClusterAlerts of(ReceivedAlert alert) {
        return new ClusterAlerts(alert, 1);
    }

    ClusterAlerts and(ClusterAlerts others) {
        return new ClusterAlerts(earlier(first, others.first()), count + others.count());
    }

    private static ReceivedAlert earlier(ReceivedAlert one, ReceivedAlert other) {
        int order = other.startsAt().compareTo(one.startsAt());
        if (order == 0) {
            order = other.fingerprint().compareTo(one.fingerprint());
        }
        if (order < 0) {
            return other;
        }
        return one;
    }

    Alert alert(String source) {
        return new Alert(source, first.key(), AlertText.shortened(first.summary(), LONGEST_SUMMARY) + more());
    }

    private String more() {
        if (count == 1) {
            return "";
        }
        return " (and " + (count - 1) + " more)";
    }
}
