// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.NodeToGo;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.WorkflowClock;

/** The autoscaler takes the node away again that the scale-up has added: one that only grows costs money, and no user notices. */
final class ScaleDown implements VerificationCheck {

    @Override
    public String step() {
        return "scale-down";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(new VerificationKey(
                "scaleDown", "scale-down within", VerificationKey.Kind.SCALE_DOWN_TIME, Verification::scaleDown));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return verification.scaleUpGroup() != null && verification.scaleDown() != null;
    }

    @Override
    public String configuredBy() {
        return "verify.scaleUp and verify.scaleDown";
    }

    @Override
    public boolean isMadeLast() {
        return true;
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return true;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "the autoscaler to remove the node that it has added";
    }

    @Override
    public Duration longest(ClusterProfile profile) {
        return profile.verification().scaleDownWithin();
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        String node = cluster.added().name();
        if (node == null) {
            return CheckResult.notProven("No node was added by the scale-up, so none can go.");
        }
        Duration left = longest(cluster.profile())
                .minus(Duration.between(cluster.added().since(), WorkflowClock.now()));
        ActivityStubs.remote(KubernetesActivities.class, "Wait until node " + node + " is gone", left)
                .awaitNodeGone(new NodeToGo(
                        cluster.profile().cluster(), cluster.connected().kubeconfig(), node, cluster.pollEvery()));
        return CheckResult.proven("Scale-down: the node " + node + " is gone again, "
                + Text.of(Duration.between(cluster.added().since(), WorkflowClock.now()))
                + " after the scale-up was proven.");
    }
}
