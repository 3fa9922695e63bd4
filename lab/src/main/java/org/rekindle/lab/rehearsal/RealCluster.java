// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.rekindle.activities.openstack.Clouds;
import org.rekindle.activities.openstack.OpenStackInventoryActivities;
import org.rekindle.activities.openstack.OpenStackMagnumActivities;
import org.rekindle.activities.ssh.SshMachineActivities;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.MachineAccess;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.MachineTarget;
import org.rekindle.workflows.model.SshMachine;
import org.rekindle.workflows.model.Template;

/**
 * A real cluster as it is seen by reading alone, through the clients that a recovery uses.
 *
 * @param templates all that the project sees
 * @param machines of the control plane, by SSH; empty where the fleet file names no way
 * @param notSeen what could not be looked at, in sentences
 */
public record RealCluster(
        ClusterProfile profile,
        CloudCluster cloud,
        List<Template> templates,
        List<LeftOver> volumes,
        List<MachineSighting> machines,
        List<String> notSeen) {

    /**
     * Looks at it.
     *
     * @throws NoSuchElementException when Magnum does not know it, with its sentence
     * @throws ApplicationFailure when the cloud does not let itself be looked at
     */
    public static RealCluster look(String cluster, FleetFile fleet, Clouds clouds, Clock clock) {
        ClusterProfile profile = fleet.describe(new ClusterRef(cluster));
        OpenStackMagnumActivities magnum = new OpenStackMagnumActivities(clouds, clock, Duration.ZERO);
        CloudSighting sighting = magnum.observe(new CloudTarget(profile.inCloud(), null));
        CloudCluster cloud = sighting.cluster();
        if (cloud == null) {
            throw new NoSuchElementException(sighting.detail());
        }
        Inventory volumes = new OpenStackInventoryActivities(clouds)
                .volumes(new ClusterIdentityOf(profile.inCloud(), cloud.identity()));
        List<String> notSeen = new ArrayList<>();
        volumes.notLooked().forEach(why -> notSeen.add("Volumes could not be listed: " + why));
        return new RealCluster(
                profile,
                cloud,
                magnum.listTemplates(profile.inCloud()).templates(),
                volumes.found(),
                machines(profile, new SshMachineActivities(clock), notSeen),
                List.copyOf(notSeen));
    }

    private static List<MachineSighting> machines(
            ClusterProfile profile, SshMachineActivities ssh, List<String> notSeen) {
        MachineAccess access = profile.machines();
        if (access == null) {
            return List.of();
        }
        List<MachineSighting> machines = new ArrayList<>();
        for (SshMachine machine : access.controlPlanes()) {
            try {
                machines.add(ssh.look(new MachineTarget(
                        profile.cluster(), access, machine, profile.policy().renewBefore())));
            } catch (ApplicationFailure notThere) {
                notSeen.add(notThere.getOriginalMessage());
            }
        }
        return List.copyOf(machines);
    }
}
