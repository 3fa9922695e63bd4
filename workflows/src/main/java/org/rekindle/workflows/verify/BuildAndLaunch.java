// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.LabelledPods;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;

/** The BinderHub builds a repository and launches a server from it, as for a user. */
final class BuildAndLaunch implements VerificationCheck {

    @Override
    public String step() {
        return "build and launch";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of(new VerificationKey("build", "build", VerificationKey.Kind.BUILD_SPEC, Verification::buildSpec));
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return verification.asksForABuild();
    }

    @Override
    public boolean runsACell() {
        return true;
    }

    @Override
    public String configuredBy() {
        return "verify.binder and verify.build";
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return false;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "a build and a launch of "
                + String.join(" or ", profile.verification().buildSpecs());
    }

    /** An image that is in the registry is not built again: then the next reference is tried, until one must be built. */
    @Override
    public CheckResult prove(CheckedCluster cluster) {
        CheckResult result = CheckResult.notProven("Nothing was named to be built.");
        for (String spec : cluster.profile().verification().buildSpecs()) {
            BuildProof proof = build(cluster, spec);
            if (!proof.ready()) {
                return CheckResult.notProven(
                        "No user could work: " + proof.detail() + " (" + phases(proof) + ")" + pods(cluster, proof));
            }
            result = result(proof);
            if (proof.built()) {
                return result;
            }
        }
        return result;
    }

    private BuildProof build(CheckedCluster cluster, String spec) {
        HubTarget hub = cluster.hub();
        return ActivityStubs.longRunning(
                        HubActivities.class, "Build and launch as a user would", longest(cluster.profile()))
                .proveBuild(new HubTarget(hub.cluster(), hub.verification().building(spec), hub.pollEvery()));
    }

    /** BinderHub keeps to itself why a pod does not run; the cluster says it, where there is a connection to it. */
    private static String pods(CheckedCluster cluster, BuildProof proof) {
        String label = label(proof.phases());
        if (cluster.connection() == null || label == null) {
            return "";
        }
        try {
            List<String> troubles = ActivityStubs.once(
                            KubernetesActivities.class,
                            "Look why no pod runs",
                            cluster.profile().policy().deadlines().request())
                    .podTroubles(new LabelledPods(
                            cluster.profile().cluster(), cluster.connected().kubeconfig(), label))
                    .sentences();
            if (troubles.isEmpty()) {
                return "";
            }
            return " The cluster says: " + Text.ended(String.join("; ", troubles));
        } catch (ActivityFailure failure) {
            CancellationScope.throwCanceled();
            return " Its pods could not be looked at: " + Text.ended(ActivityFailures.lastSeen(failure));
        }
    }

    /** Of the pods that were waited for; null where one has run. */
    private static @Nullable String label(List<String> phases) {
        if (phases.contains("launching")) {
            return "component=singleuser-server";
        }
        if (phases.contains("fetching") || phases.contains("building") || phases.contains("pushing")) {
            return null;
        }
        return "component=binderhub-build";
    }

    private static String phases(BuildProof proof) {
        return String.join(" > ", proof.phases());
    }

    private static CheckResult result(BuildProof proof) {
        String phases = phases(proof);
        if (!proof.built()) {
            return CheckResult.notProven("The launch is proven, the build is not: " + proof.detail() + " (" + phases
                    + ") Push a new commit to the repository of verify.build: and retry, or skip.");
        }
        return CheckResult.proven("Build and launch: " + phases + ".");
    }
}
