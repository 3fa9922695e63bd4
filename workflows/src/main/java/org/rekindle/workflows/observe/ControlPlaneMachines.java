// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.api.MachineActivities;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;

/** Looks into the machines of a control plane. */
public final class ControlPlaneMachines {

    /** A machine that does not answer by then is of no use tonight; the other remedies wait for this look. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(3);

    private ControlPlaneMachines() {}

    /** What each machine holds; empty where the fleet file names no way in. A machine that cannot be looked into is listed as such. */
    public static List<MachineSighting> look(ClusterProfile profile) {
        MachineAccess access = profile.machines();
        if (access == null) {
            return List.of();
        }
        return access.controlPlanes().stream()
                .map(machine -> look(profile, access, machine))
                .toList();
    }

    /** What one machine holds. */
    public static MachineSighting look(ClusterProfile profile, MachineAccess access, SshMachine machine) {
        try {
            return ActivityStubs.remote(
                            MachineActivities.class, "Look at the certificates on " + machine.host(), LONGEST_LOOK)
                    .look(new MachineTarget(
                            profile.cluster(), access, machine, profile.policy().renewBefore()));
        } catch (ActivityFailure failure) {
            return new MachineSighting(
                    machine.host(),
                    false,
                    List.of(),
                    "It could not be looked into: " + ActivityFailures.lastSeen(failure),
                    List.of(),
                    null);
        }
    }
}
