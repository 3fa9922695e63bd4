// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;
import java.util.Objects;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpProof;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpRequest;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityStubs;

/** A node group grows for a pod that does not fit. */
final class ScaleUp implements VerificationCheck {

    @Override
    public String step() {
        return "scale-up";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(new VerificationKey(
                "scaleUp", "scale-up", VerificationKey.Kind.NODE_GROUP, Verification::scaleUpGroup));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return verification.scaleUpGroup() != null;
    }

    @Override
    public String configuredBy() {
        return "verify.scaleUp";
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return true;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "one more node in " + profile.verification().scaleUpGroup();
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        String group = Objects.requireNonNull(cluster.profile().verification().scaleUpGroup());
        ScaleUpProof proof = ActivityStubs.longRunning(
                        KubernetesActivities.class, "Prove scale-up of " + group, longest(cluster.profile()))
                .proveScaleUp(new ScaleUpRequest(
                        cluster.profile().cluster(),
                        cluster.connected().kubeconfig(),
                        group,
                        cluster.runId().substring(0, 8),
                        cluster.pollEvery()));
        cluster.added().learn(proof.newNode());
        String seen = String.join(" ", proof.sentences());
        if (!proof.proven()) {
            return CheckResult.notProven("Scale-up of " + group + " is not proven: " + seen);
        }
        return CheckResult.proven("Scale-up: " + seen);
    }
}
