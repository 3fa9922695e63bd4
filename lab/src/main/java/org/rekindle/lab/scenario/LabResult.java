// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.Decision;

/**
 * What came of a scenario.
 *
 * @param outcome how the run ended, null when it did not
 * @param cloudMutations requests that the cloud carried out, by kind
 * @param clustersLeft clusters that the cloud has at the end
 * @param historyEvents events in the run's history
 * @param cloudSeconds real seconds in which the simulated cloud was at work on a cluster
 * @param totalSeconds real seconds from the start of the run to its end, the lab's own start-up left out
 * @param phaseSeconds the same, by phase
 * @param workerKills how often the worker was killed
 * @param resumeSeconds from each kill of the worker until its work went on
 * @param workerMemoryMiB the most resident memory that the last worker had
 * @param violations expectations and invariants that do not hold, in sentences
 * @param report where the report is, null when there is none
 */
@JsonPropertyOrder({"scenario", "outcome"})
public record LabResult(
        String scenario,
        @Nullable String outcome,
        List<Decision> decisions,
        Map<String, Integer> cloudMutations,
        int clustersLeft,
        long historyEvents,
        double cloudSeconds,
        double totalSeconds,
        Map<String, Double> phaseSeconds,
        int workerKills,
        List<Double> resumeSeconds,
        long workerMemoryMiB,
        List<String> violations,
        @Nullable String report) {

    /** Whether all holds. */
    public boolean holds() {
        return violations.isEmpty();
    }
}
