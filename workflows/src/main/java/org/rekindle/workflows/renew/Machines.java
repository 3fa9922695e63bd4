// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.renew;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.activities.MachineActivities;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.MachineAccess;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.MachineTarget;
import org.rekindle.workflows.model.SshMachine;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.World;

/** Looks into the machines of a control plane. */
public final class Machines {

    /** A machine that does not answer by then is of no use tonight; the other remedies wait for this look. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(3);

    private Machines() {}

    /** What each machine holds; nothing where the fleet file names no way. A machine that cannot be looked into is told as such. */
    public static List<MachineSighting> look(ClusterProfile profile) {
        MachineAccess access = profile.machines();
        return access == null
                ? List.of()
                : access.controlPlanes().stream()
                        .map(machine -> look(profile, access, machine))
                        .toList();
    }

    /** What one machine holds. */
    static MachineSighting look(ClusterProfile profile, MachineAccess access, SshMachine machine) {
        try {
            return World.ask(MachineActivities.class, "Look at the certificates on " + machine.host(), LONGEST_LOOK)
                    .look(new MachineTarget(
                            profile.cluster(), access, machine, profile.policy().renewBefore()));
        } catch (ActivityFailure failure) {
            return new MachineSighting(
                    machine.host(), false, List.of(), "It could not be looked into: " + Failing.lastSeen(failure));
        }
    }
}
