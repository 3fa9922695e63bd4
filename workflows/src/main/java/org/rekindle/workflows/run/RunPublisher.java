// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.rekindle.workflows.api.SearchAttributes;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;

/**
 * Shows a run to people outside: by its search attributes, and by the current details of the Temporal UI.
 *
 * <p>Search attributes cost an event of the history, so they are published when the run enters another phase and before it waits;
 * all that changed in between goes with it.
 */
final class RunPublisher {

    private final Function<RecoveryView, String> details;
    private final Map<String, SearchAttributeUpdate<?>> unpublished = new LinkedHashMap<>();

    /** @param details renders the page that the Temporal UI shows */
    RunPublisher(Function<RecoveryView, String> details) {
        this.details = details;
    }

    /** Publishes a run that begins. */
    void begin(String cluster, String trigger, Phase phase) {
        set(SearchAttributes.CLUSTER.valueSet(cluster));
        set(SearchAttributes.TRIGGER.valueSet(trigger));
        approval("not-needed");
        phase(phase);
    }

    /** Publishes a phase, and all that has changed before it. */
    void phase(Phase phase) {
        set(SearchAttributes.PHASE.valueSet(phase.name()));
        publish();
    }

    /** Keeps the state of the approval for the next phase or wait. */
    void approval(String state) {
        set(SearchAttributes.APPROVAL.valueSet(state));
    }

    /** Keeps when the served certificate expires for the next phase or wait. */
    void certificateNotAfter(Instant notAfter) {
        set(SearchAttributes.CERTIFICATE_NOT_AFTER.valueSet(notAfter.atOffset(ZoneOffset.UTC)));
    }

    /** Publishes how the run ended, and counts it. */
    void end(Outcome outcome) {
        set(SearchAttributes.OUTCOME.valueSet(outcome.name()));
        phase(Phase.ENDED);
        Workflow.getMetricsScope()
                .tagged(Map.of("outcome", outcome.name()))
                .counter("rekindle_runs_ended")
                .inc(1);
    }

    /** Shows the run in the Temporal UI. */
    void show(RecoveryView view) {
        Workflow.setCurrentDetails(details.apply(view));
    }

    private void set(SearchAttributeUpdate<?> update) {
        unpublished.put(update.getKey().getName(), update);
    }

    /** Publishes all that has changed, as one event of the history. */
    void publish() {
        if (unpublished.isEmpty()) {
            return;
        }
        Workflow.upsertTypedSearchAttributes(unpublished.values().toArray(SearchAttributeUpdate[]::new));
        unpublished.clear();
    }
}
