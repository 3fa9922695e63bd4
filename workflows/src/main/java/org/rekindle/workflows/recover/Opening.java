// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.decide.ApprovalCheck;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.World;

/** Opens a run: says what it is about and reads, once, what the fleet file says. */
public final class Opening {

    private static final List<String> TRIGGERS = List.of("manual", "alert", "survey");
    private static final int LONGEST_QUOTE = 60;

    private Opening() {}

    /**
     * The cluster's profile. A request that names no cluster, comes under another workflow id than the cluster's own, or
     * names one that the fleet file does not know, fails the run with a sentence, since nothing could be done.
     */
    public static ClusterProfile profile(Journal journal, RecoverRequest request) {
        refuseNonsense(request);
        journal.begin(request.trigger() == null ? "manual" : request.trigger());
        try {
            return World.here(FleetActivities.class, "Read the fleet file").describe(new ClusterRef(request.cluster()));
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof ApplicationFailure said) {
                throw ApplicationFailure.newNonRetryableFailure(Failing.lastSeen(failure), said.getType());
            }
            throw failure;
        }
    }

    private static void refuseNonsense(RecoverRequest request) {
        if (request.cluster().isEmpty()) {
            throw misconfigured("The request names no cluster. Give one of the fleet file: {\"cluster\": \"...\"}.");
        }
        String id = Names.workflowId(request.cluster());
        String own = Workflow.getInfo().getWorkflowId();
        if (!own.equals(id)) {
            throw misconfigured("The workflow id is " + own + ", but runs for " + request.cluster()
                    + " must have the id " + id + ": it is the lock that keeps two runs from working on one cluster.");
        }
        if (request.requestedBy() != null && ApprovalCheck.isPolicy(request.requestedBy())) {
            throw misconfigured("\"" + request.requestedBy()
                    + "\" is how the fleet file itself approves, and cannot ask; say who you are (requestedBy).");
        }
        if (request.trigger() != null && !TRIGGERS.contains(request.trigger())) {
            throw misconfigured("Nothing is triggered by \"" + Words.atMost(LONGEST_QUOTE, request.trigger())
                    + "\"; leave it out, or say one of " + String.join(", ", TRIGGERS) + ".");
        }
    }

    private static ApplicationFailure misconfigured(String sentence) {
        return Failures.of(FailureCode.MISCONFIGURED, sentence);
    }
}
