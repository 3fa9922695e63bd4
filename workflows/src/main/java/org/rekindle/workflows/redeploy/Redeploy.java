// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.redeploy;

import org.rekindle.workflows.activities.HelmActivities;
import org.rekindle.workflows.activities.KubernetesActivities;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Connection;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.PodsWanted;
import org.rekindle.workflows.model.Release;
import org.rekindle.workflows.model.ReleaseOutcome;
import org.rekindle.workflows.model.ReleaseRequest;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;

/** Installs the releases in the fleet file's order, each one's pods ready before the next begins. */
public final class Redeploy {

    private final ClusterProfile profile;
    private final Journal journal;
    private final Steps steps;

    /** Redeploys the releases of one cluster. */
    public Redeploy(ClusterProfile profile, Journal journal, Steps steps) {
        this.profile = profile;
        this.journal = journal;
        this.steps = steps;
    }

    /** Installs or upgrades every release. */
    public void ensureDeployed(Connection connection) {
        if (profile.releases().isEmpty()) {
            return;
        }
        journal.enter(Phase.REDEPLOYING, "Deploy " + profile.releases().size() + " releases in order.");
        for (Release release : profile.releases()) {
            steps.may("deploy " + release.name(), () -> deploy(connection, release));
        }
    }

    private void deploy(Connection connection, Release release) {
        journal.waitFor("Helm to deploy " + release.name() + " into " + release.namespace(), release.timeout());
        ReleaseOutcome outcome = World.work(HelmActivities.class, "Deploy " + release.name(), release.timeout())
                .ensureRelease(new ReleaseRequest(profile.cluster(), connection.kubeconfig(), release));
        journal.stopWaiting();
        if (!outcome.deployed()) {
            throw new StepFailed(
                    FailureCode.REFUSED,
                    "Helm left " + release.name() + " in status " + outcome.status() + ": " + outcome.detail());
        }
        journal.waitFor("the pods in " + release.namespace(), release.timeout());
        World.ask(KubernetesActivities.class, "Wait for the pods of " + release.name(), release.timeout())
                .awaitPods(new PodsWanted(
                        profile.cluster(),
                        connection.kubeconfig(),
                        release.namespace(),
                        profile.policy().pollEvery()));
        journal.stopWaiting();
        journal.note(release.name() + " is deployed, revision " + outcome.revision() + ", and its pods are ready.");
    }
}
