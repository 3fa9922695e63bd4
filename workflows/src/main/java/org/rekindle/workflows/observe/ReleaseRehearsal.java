// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.HelmActivities;
import org.rekindle.workflows.api.HelmActivities.ReleasesToCheck;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.run.ReleaseCheck;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;

/**
 * Has every release rendered as a redeploy would install it, while the old cluster still stands: what is missing is found before
 * anything is destroyed.
 */
final class ReleaseRehearsal {

    private ReleaseRehearsal() {}

    /**
     * Checks all releases of a cluster; nothing is asked where the fleet file names none.
     *
     * @param ladder the templates to build from: the releases must suit the Kubernetes version of the first that
     *     says one
     * @return an answer for each release; one answer for all where they could not be checked, which is not ok either
     */
    static List<ReleaseCheck> of(RunContext run, List<CandidateTemplate> ladder) {
        ClusterProfile profile = run.profile();
        if (profile.releases().isEmpty()) {
            return List.of();
        }
        Duration answer = profile.policy().deadlines().request();
        run.waits().waitFor("Helm to render " + Text.count(profile.releases().size(), "release"), answer);
        try {
            return ActivityStubs.longRunning(HelmActivities.class, "Render the releases", answer)
                    .check(new ReleasesToCheck(profile.cluster(), version(ladder), profile.releases()))
                    .checks();
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return List.of(new ReleaseCheck(
                    "all releases",
                    false,
                    "The releases could not be rendered: " + ActivityFailures.lastSeen(failure)));
        } finally {
            run.waits().stopWaiting();
        }
    }

    private static @Nullable String version(List<CandidateTemplate> ladder) {
        return ladder.stream()
                .map(CandidateTemplate::kubernetesVersion)
                .filter(version -> KubernetesVersion.parse(version).isPresent())
                .findFirst()
                .orElse(null);
    }
}
