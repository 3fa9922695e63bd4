// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.redeploy;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.HelmActivities;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ReleaseCheck;
import org.rekindle.workflows.model.ReleasesToCheck;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.World;

/**
 * Has every release rendered as a redeploy would install it, while the old cluster still stands: what is missing is found before
 * anything is destroyed.
 */
public final class ReleaseRehearsal {

    private ReleaseRehearsal() {}

    /**
     * Checks all releases of a cluster; nothing is asked where the fleet file names none.
     *
     * @param ladder the templates to build from: the releases must suit the Kubernetes version of the first that
     *     says one
     * @return an answer for each release; one answer for all where they could not be checked, which is not ok either
     */
    public static List<ReleaseCheck> of(ClusterProfile profile, List<Rung> ladder, Journal journal) {
        if (profile.releases().isEmpty()) {
            return List.of();
        }
        Duration answer = profile.policy().deadlines().answer();
        journal.waitFor("Helm to render " + profile.releases().size() + " releases", answer);
        try {
            return World.work(HelmActivities.class, "Render the releases", answer)
                    .check(new ReleasesToCheck(profile.cluster(), version(ladder), profile.releases()))
                    .checks();
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return List.of(new ReleaseCheck(
                    "all releases", false, "The releases could not be rendered: " + Failing.lastSeen(failure)));
        } finally {
            journal.stopWaiting();
        }
    }

    private static @Nullable String version(List<Rung> ladder) {
        return ladder.stream()
                .map(Rung::kubernetesVersion)
                .filter(version -> KubernetesVersion.parse(version).isPresent())
                .findFirst()
                .orElse(null);
    }
}
