// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.stage.ProofStage;

/** A cluster that this run has built, and what is proven of it. */
record RebuiltCluster(CloudCluster cluster, Connection connection, ProofStage.Proven proven) {

    ClusterUuid uuid() {
        return cluster.identity().uuid();
    }

    /** Whether a proof that the fleet file asks for was skipped. */
    boolean lacksProofs() {
        return proven.proofs().somePassedOver();
    }

    /** How the run ends that has built it. */
    RunResult result() {
        String back = cluster.identity().name() + " (" + uuid() + ") is back with " + version();
        if (proven.proofs().complete()) {
            return new RunResult(Outcome.RECOVERED, back + ", and users can work.");
        }
        return new RunResult(
                Outcome.REBUILT_NOT_PROVEN,
                back + "; that users can work is not proven. " + proven.proofs().lacking());
    }

    private String version() {
        CloudCluster after = proven.after().cloud();
        return after == null ? "an unknown version" : String.valueOf(after.kubernetesVersion());
    }
}
