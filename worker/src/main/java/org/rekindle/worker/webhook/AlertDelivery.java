// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.Started;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.ResolvedAlerts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes collected alerts to the clusters' runs, and says in sentences what became of each. */
final class AlertDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);

    /** What became of the alerts, and whether some could not be passed on for now. */
    record Delivered(List<String> results, boolean failed) {}

    private final UnpassedAlerts unpassed;
    private final Recoveries recoveries;

    AlertDelivery(Collection<String> clusters, Recoveries recoveries) {
        this.unpassed = new UnpassedAlerts(clusters);
        this.recoveries = recoveries;
    }

    /**
     * Starts a run for each cluster, or signals the run that is under way.
     *
     * @throws RunFailure when Temporal cannot be reached
     */
    Delivered deliver(AlertSource source, CollectedAlerts alerts) {
        List<String> results = new ArrayList<>();
        boolean failed = false;
        for (Map.Entry<String, ClusterAlerts> entry : alerts.byCluster().entrySet()) {
            failed |= !add(results, () -> pass(entry.getKey(), entry.getValue().alert(source.id())));
        }
        for (Map.Entry<String, List<String>> entry : alerts.resolved().entrySet()) {
            ResolvedAlerts resolved = new ResolvedAlerts(source.id(), entry.getValue());
            failed |= !add(results, () -> passResolved(entry.getKey(), resolved));
        }
        results.addAll(unpassed.of(source, alerts));
        results.forEach(result -> LOG.info("Webhook {}: {}", source.id(), result));
        return new Delivered(results, failed);
    }

    /** One cluster's run that takes no alert must not keep it from the others. */
    private static boolean add(List<String> results, Supplier<String> passed) {
        try {
            results.add(passed.get());
            return true;
        } catch (RunFailure failure) {
            if (failure.kind() == RunFailure.Kind.UNREACHABLE) {
                throw failure;
            }
            results.add(String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private String pass(String cluster, Alert alert) {
        Started started = recoveries.alert(cluster, alert);
        if (started.isNew()) {
            return "Started " + started.workflowId() + ", run " + started.runId() + ".";
        }
        return "Passed to " + started.workflowId() + ", run " + started.runId() + ", which is under way.";
    }

    /** Never starts a run: what is over needs none. */
    private String passResolved(String cluster, ResolvedAlerts resolved) {
        String count = Text.count(resolved.keys().size(), "alert") + " of " + cluster + " ended";
        return recoveries
                .resolved(cluster, resolved)
                .map(run -> count + "; passed to " + run.workflowId() + ", run " + run.runId() + ".")
                .orElse(count + "; no recovery is under way that waits for that.");
    }
}
