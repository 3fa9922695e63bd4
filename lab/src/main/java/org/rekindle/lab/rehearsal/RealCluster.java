// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.inventory.OpenStackInventoryActivities;
import org.rekindle.activities.openstack.magnum.OpenStackMagnumActivities;
import org.rekindle.activities.ssh.SshMachineActivities;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.api.InventoryActivities.VolumesOf;
import org.rekindle.workflows.api.MachineActivities.MachineTarget;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.Template;

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
        OpenStackMagnumActivities magnum =
                new OpenStackMagnumActivities(clouds, clock, Duration.ZERO, ApprovalRules.NOBODY);
        CloudSighting sighting = magnum.observe(new CloudTarget(profile.inCloud(), null));
        CloudCluster cloud = sighting.cluster();
        if (cloud == null) {
            throw new NoSuchElementException(sighting.detail());
        }
        Inventory volumes = new OpenStackInventoryActivities(clouds)
                .volumes(new VolumesOf(profile.inCloud(), cloud.identity(), List.of()));
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
