// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import io.temporal.failure.ActivityFailure;
import org.rekindle.workflows.api.ReportActivities;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * Sees to it that a rebuilt cluster is watched whose entry in the fleet file names the old one by its UUID: surveys and later runs
 * go by what is remembered here, until a person writes the new UUID.
 */
public final class RememberUuid {

    private RememberUuid() {}

    /** Remembers the new cluster; that it cannot be remembered is said, and stops no run. */
    public static void remember(RunContext run, ClusterIdentity old, ClusterUuid now) {
        ClusterProfile profile = run.profile();
        if (!profile.magnumCluster().equalsIgnoreCase(old.uuid().value())) {
            // Named by its name, which the new cluster has as well.
            return;
        }
        String write = "magnum: " + now;
        try {
            ActivityStubs.local(ReportActivities.class, "Remember the new UUID")
                    .rebuilt(new Rebuilt(profile.cluster(), old.uuid().value(), now.value(), WorkflowClock.now()));
            run.state()
                    .note("The fleet file names the old UUID. Write `" + write
                            + "` there; until then surveys and later runs" + " go by what was remembered.");
            run.state()
                    .decided(Decision.of(
                                    StepId.WATCH,
                                    ChoiceCode.TO_BE_WRITTEN,
                                    Reason.of(ReasonCode.FLEET_FILE_NAMES_OLD, "old", old.uuid())
                                            .with("now", now))
                            .naming(now.value()));
        } catch (ActivityFailure failure) {
            run.state()
                    .note("The new UUID could not be remembered (" + ActivityFailures.lastSeen(failure) + "). Write `"
                            + write
                            + "` into the fleet file and restart the worker, or no survey watches the new cluster.");
        }
    }
}
