// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.failure.ActivityFailure;
import org.rekindle.workflows.activities.ReportActivities;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Rebuilt;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.World;

/**
 * Sees to it that a rebuilt cluster is watched whose entry in the fleet file names the old one by its UUID: surveys and later runs
 * go by what is remembered here, until a person writes the new UUID.
 */
final class NewUuid {

    private NewUuid() {}

    /** Remembers the new cluster; that it cannot be remembered is said, and stops no run. */
    static void remember(ClusterProfile profile, Journal journal, ClusterIdentity old, String now) {
        if (!profile.magnumCluster().equalsIgnoreCase(old.uuid())) {
            // Named by its name, which the new cluster has as well.
            return;
        }
        String write = "magnum: " + now;
        try {
            World.here(ReportActivities.class, "Remember the new UUID")
                    .rebuilt(new Rebuilt(profile.cluster(), old.uuid(), now, Journal.now()));
            journal.note("The fleet file names the old UUID. Write `" + write
                    + "` there; until then surveys and later runs" + " go by what was remembered.");
            journal.decided(new Decision(
                    "watch the new cluster",
                    write,
                    "The fleet file names " + old.uuid() + ", which is gone. Surveys and later runs go by " + now
                            + "; write `" + write + "` there."));
        } catch (ActivityFailure failure) {
            journal.note("The new UUID could not be remembered (" + Failing.lastSeen(failure) + "). Write `" + write
                    + "` into the fleet file and restart the worker, or no survey watches the new cluster.");
        }
    }
}
