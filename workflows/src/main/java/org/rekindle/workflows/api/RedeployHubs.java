// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;

/**
 * Brings the hubs onto the cluster that stands, by the deploy steps of the fleet file, and proves that users can work. It destroys
 * nothing. It runs under the cluster's own workflow id, so never beside a recovery or a rotation.
 */
@WorkflowInterface
public interface RedeployHubs {

    /**
     * What is redeployed.
     *
     * @param cluster its id in the fleet file
     * @param handOff true to give the kubeconfig to the commands of {@code handOff:} first
     * @param requestedBy who asks
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RedeployRequest(
            String cluster,
            @Nullable Boolean handOff,
            @Nullable String requestedBy) {

        /** A missing cluster is read as one without a name, so that the run fails with a sentence. */
        public RedeployRequest {
            cluster = cluster == null ? "" : cluster.strip();
        }

        /** A request without any input names no cluster. */
        public static RedeployRequest orNothing(@Nullable RedeployRequest request) {
            return request == null ? new RedeployRequest("", null, null) : request;
        }

        /** The same as a run's state keeps it. */
        public RecoverRequest asRun() {
            return new RecoverRequest(cluster, "manual", requestedBy, null, null);
        }
    }

    /** Runs until the steps are carried out and the proofs made, or a human has to take over. */
    @WorkflowMethod
    RecoveryResult redeploy(@Nullable RedeployRequest request);

    /** Something outside said that the cluster is in trouble; it is noted in the report. */
    @SignalMethod(description = "An alert about this cluster. The run under way takes note of it.")
    void alert(Alert alert);

    /** Answers a stuck step: try again, be skipped, or end the run. */
    @UpdateMethod(description = "Resolve a stuck step: {\"resolution\": \"RETRY|SKIP|ABORT\", \"by\": \"your name\"}")
    String resolve(Resolve resolve);

    /** Refuses an answer for a step that is not stuck. */
    @UpdateValidatorMethod(updateName = "resolve")
    void validateResolve(Resolve resolve);

    /** All there is to know about the run. */
    @QueryMethod(description = "Everything about this run: timeline, what it waits for")
    RecoveryView view();
}
