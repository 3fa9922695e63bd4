// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.HelmActivities;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.PodsWanted;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.HelmStep;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;

/** Installs or upgrades a release by Helm, and waits until its pods are ready. */
final class HelmKind implements StepKind<HelmStep> {

    private final RunContext run;
    private final ClusterProfile profile;

    HelmKind(RunContext run) {
        this.run = run;
        this.profile = run.profile();
    }

    @Override
    public Class<HelmStep> step() {
        return HelmStep.class;
    }

    @Override
    public void carryOut(HelmStep step, Connection connection) {
        run.operator().optionalAttempt("deploy " + step.name(), () -> deploy(connection, step.release()));
    }

    private Attempt<Boolean> deploy(Connection connection, Release release) {
        run.waits().waitFor("Helm to deploy " + release.name() + " into " + release.namespace(), release.timeout());
        ReleaseOutcome outcome = ActivityStubs.longRunning(
                        HelmActivities.class, "Deploy " + release.name(), release.timeout())
                .ensureRelease(new ReleaseRequest(profile.cluster(), connection.kubeconfig(), release));
        run.waits().stopWaiting();
        if (!outcome.deployed()) {
            return Attempt.failed(
                    FailureCode.REFUSED,
                    "Helm left " + release.name() + " in status " + outcome.status() + ": " + outcome.detail());
        }
        run.waits().waitFor("the pods in " + release.namespace(), release.timeout());
        ActivityStubs.remote(KubernetesActivities.class, "Wait for the pods of " + release.name(), release.timeout())
                .awaitPods(new PodsWanted(
                        profile.cluster(),
                        connection.kubeconfig(),
                        release.namespace(),
                        profile.policy().pollEvery()));
        run.waits().stopWaiting();
        run.state().note(release.name() + " is deployed, revision " + outcome.revision() + ", and its pods are ready.");
        return Attempt.succeeded(true);
    }
}
