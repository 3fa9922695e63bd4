// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.redeploy;

import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.deploy.Deploy;
import org.rekindle.workflows.deploy.HandOff;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.stage.Connect;
import org.rekindle.workflows.stage.ProofStage;

/**
 * What a redeploy does.
 *
 * <ol>
 *   <li>Observe the cluster from outside. Where its Kubernetes API does not answer, the run ends: nothing could be deployed.
 *   <li>Connect, and hand the kubeconfig off where that was asked for.
 *   <li>Carry out the deploy steps, and verify that users can work.
 *   <li>Report, however the run ended.
 * </ol>
 *
 * <p>Nothing is destroyed: no stage of {@code teardown} is used here.
 */
final class Redeployment {

    private final RunContext run;
    private final ClusterProfile profile;
    private final boolean handsOff;

    Redeployment(RunContext run, boolean handsOff) {
        this.run = run;
        this.profile = run.profile();
        this.handsOff = handsOff;
    }

    RunResult redeploy() {
        if (profile.deploy().isEmpty()) {
            return handOver(
                    "The fleet file has no deploy steps for " + profile.cluster() + ". Write them below `deploy:`.");
        }
        if (handsOff && profile.handOff().isEmpty()) {
            return handOver("The fleet file has no `handOff:` for " + profile.cluster()
                    + ". Write it, or redeploy without --hand-off.");
        }
        Observation before = Observe.first(run);
        CloudCluster cluster = before.cloud();
        if (cluster == null || !before.api().answers()) {
            return handOver("Nothing is redeployed, since the Kubernetes API cannot be used: "
                    + before.api().detail() + " " + whatNow());
        }
        return bringBack(cluster);
    }

    private RunResult bringBack(CloudCluster cluster) {
        Connection connection = Connect.to(run, cluster);
        if (handsOff) {
            new HandOff(run).all(connection);
        }
        new Deploy(run).all(connection);
        ProofStage proof = new ProofStage(run);
        ProofStage.Proven proven = proof.everything(cluster.identity().uuid(), connection, cluster.shape());
        return proof.last(proven, result(proven));
    }

    private static RunResult result(ProofStage.Proven proven) {
        if (proven.proofs().complete()) {
            return new RunResult(Outcome.REDEPLOYED, "The deploy steps are carried out, and users can work.");
        }
        return new RunResult(
                Outcome.REDEPLOYED_NOT_PROVEN,
                "The deploy steps are carried out; that users can work is not proven. "
                        + proven.proofs().lacking());
    }

    private String whatNow() {
        Diagnosis diagnosis = run.state().view().diagnosis();
        String said = "";
        if (diagnosis != null) {
            said = Sentences.of(diagnosis) + " ";
        }
        return said + "`./rekindle recover " + profile.cluster() + " --dry-run` shows what would bring it back.";
    }

    private static RunResult handOver(String sentence) {
        return new RunResult(Outcome.HANDED_TO_HUMAN, sentence);
    }
}
