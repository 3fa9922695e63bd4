// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rekindle.worker.fleet.Suggestion;

/** Says of alerts that are passed to no run why they are not. */
final class UnpassedAlerts {

    private final List<String> clusters;

    /** @param clusters the ids of the fleet file */
    UnpassedAlerts(Collection<String> clusters) {
        this.clusters = List.copyOf(clusters);
    }

    /** What became of them, in sentences. */
    List<String> of(AlertSource source, CollectedAlerts alerts) {
        List<String> results = new ArrayList<>(alerts.noted());
        alerts.foreign().forEach(cluster -> results.add(foreign(cluster)));
        if (alerts.moreForeign() > 0) {
            results.add(alerts.moreForeign() + " more firing alerts name clusters that the fleet file does not have.");
        }
        if (alerts.nameless() > 0) {
            results.add(alerts.nameless() + " firing alerts carry no " + source.clusterField()
                    + "; nothing was started for them.");
        }
        if (alerts.moreResolved() > 0) {
            results.add(alerts.moreResolved() + " more alerts ended that no run waits for.");
        }
        if (alerts.odd() > 0) {
            results.add(alerts.odd() + " entries of the list are no alerts; they were skipped.");
        }
        return results;
    }

    private String foreign(String cluster) {
        return "The fleet file has no cluster `" + AlertText.plain(cluster) + "`: " + Suggestion.end(cluster, clusters)
                + " Nothing was started.";
    }
}
