// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.CommandActivities.CommandOutcome;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.LabelledPods;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.SiteCommandCall;

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

    /**
     * An image that is in the registry is not built again: then the next reference is tried, until one must be built. Where none must, the
     * site's own command makes a commit, and the first reference is tried again.
     */
    @Override
    public CheckResult prove(CheckedCluster cluster) {
        Verification verification = cluster.profile().verification();
        List<String> specs = verification.buildSpecs();
        BuildProof proof = firstBuilt(cluster, specs);
        SiteCommand commit = verification.commit();
        if (commit == null || !proof.ready() || proof.built()) {
            return result(cluster, proof, "Push a new commit to the repository of verify.build: and retry, or skip.");
        }
        CommandOutcome made = commit(cluster, commit);
        if (!made.done()) {
            return result(cluster, proof, made.sentence());
        }
        return result(
                cluster,
                build(cluster, specs.get(0)),
                made.sentence() + " Its commit is not what " + specs.get(0) + " names.");
    }

    /** That it could not even be started says nothing against the launch that was proven. */
    private CommandOutcome commit(CheckedCluster cluster, SiteCommand commit) {
        try {
            return SiteCommandCall.run(new CommandRequest(
                    cluster.profile().cluster(), step(), cluster.runId(), null, null, false, commit));
        } catch (ActivityFailure failure) {
            CancellationScope.throwCanceled();
            return new CommandOutcome(false, Text.ended(ActivityFailures.lastSeen(failure)));
        }
    }

    private BuildProof firstBuilt(CheckedCluster cluster, List<String> specs) {
        BuildProof proof = build(cluster, specs.get(0));
        for (int i = 1; i < specs.size() && proof.ready() && !proof.built(); i++) {
            proof = build(cluster, specs.get(i));
        }
        return proof;
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

    /** @param cure what to do where the image was there already, in a sentence */
    private static CheckResult result(CheckedCluster cluster, BuildProof proof, String cure) {
        String phases = phases(proof);
        if (!proof.ready()) {
            return CheckResult.notProven(
                    "No user could work: " + proof.detail() + " (" + phases + ")" + pods(cluster, proof));
        }
        if (!proof.built()) {
            return CheckResult.notProven(
                    "The launch is proven, the build is not: " + proof.detail() + " (" + phases + ") " + cure);
        }
        return CheckResult.proven("Build and launch: " + phases + ".");
    }
}
