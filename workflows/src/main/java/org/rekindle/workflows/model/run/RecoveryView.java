// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.SealedPlan;

/**
 * All there is to know about a run.
 *
 * @param waitingFor one sentence while the run waits for something, else null
 * @param waitingSince when that wait began
 * @param waitingUntil when that wait ends by our own deadline
 * @param waitingUsual how long it usually takes, null when nothing is expected
 * @param notProven the proofs that were not made, each with the reason; empty before they are tried
 * @param notPutBack what a rebuild has not put back, null when there is nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecoveryView(
        String cluster,
        String runId,
        Phase phase,
        @Nullable Outcome outcome,
        @Nullable String waitingFor,
        @Nullable Instant waitingSince,
        @Nullable Instant waitingUntil,
        @Nullable Duration waitingUsual,
        @Nullable Observation before,
        @Nullable Observation after,
        @Nullable Diagnosis diagnosis,
        @Nullable SealedPlan plan,
        @Nullable Approval approval,
        @Nullable StuckStep stuck,
        @Nullable Instant nextExpiry,
        List<Decision> decisions,
        List<TimelineEntry> timeline,
        List<LeftOver> leftOvers,
        List<Alert> alerts,
        @Nullable String report,
        Instant startedAt,
        List<NotProven> notProven,
        @Nullable NotPutBack notPutBack) {

    /** Keeps the list as it is. */
    public RecoveryView {
        notProven = List.copyOf(notProven);
    }
}
