// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.FleetActivities;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Operator;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunState;
import org.rekindle.workflows.teardown.ApprovalCheck;

/** Sets a run up: says what it is about and reads, once, what the fleet file says. */
public final class RunSetup {

    private static final List<String> TRIGGERS = List.of("manual", "alert", "survey");
    private static final int LONGEST_QUOTE = 60;

    private RunSetup() {}

    /**
     * What the stages of the run share. A request that names no cluster, comes under another workflow id than the cluster's own, or
     * names one that the fleet file does not know, fails the run with a sentence, since nothing could be done.
     */
    public static RunContext begin(RunState state, Operator operator, RecoverRequest request) {
        refuseNonsense(request);
        state.begin(request.trigger() == null ? "manual" : request.trigger());
        ClusterProfile profile = profile(request.cluster());
        operator.answersAs(profile);
        if (!Boolean.TRUE.equals(request.dryRun())) {
            state.tells(profile.audience(), request);
        }
        return new RunContext(profile, state, operator);
    }

    /** What the fleet file says of a cluster. One that it does not know fails the run with a sentence. */
    public static ClusterProfile profile(String cluster) {
        refuseNoCluster(cluster);
        try {
            return ActivityStubs.local(FleetActivities.class, "Read the fleet file")
                    .describe(new ClusterRef(cluster));
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof ApplicationFailure said) {
                throw ApplicationFailure.newNonRetryableFailure(ActivityFailures.lastSeen(failure), said.getType());
            }
            throw failure;
        }
    }

    private static void refuseNonsense(RecoverRequest request) {
        refuseNoCluster(request.cluster());
        String id = Identifiers.workflowId(request.cluster());
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
            throw misconfigured("Nothing is triggered by \"" + Text.atMost(LONGEST_QUOTE, request.trigger())
                    + "\"; leave it out, or say one of " + String.join(", ", TRIGGERS) + ".");
        }
    }

    private static void refuseNoCluster(String cluster) {
        if (cluster.isEmpty()) {
            throw misconfigured("The request names no cluster. Give one of the fleet file: {\"cluster\": \"...\"}.");
        }
    }

    private static ApplicationFailure misconfigured(String sentence) {
        return Failures.of(FailureCode.MISCONFIGURED, sentence);
    }
}
