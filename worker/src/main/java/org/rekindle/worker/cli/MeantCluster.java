// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.Clouds;
import org.rekindle.activities.openstack.OpenStackMagnumActivities;
import org.rekindle.activities.openstack.Profiles;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterIdentity;

/** Finds the cluster whose left-overs are meant: the one that Magnum has, or one that is gone, by what it was. */
final class MeantCluster {

    private MeantCluster() {}

    static ClusterIdentity find(String cluster, @Nullable GoneCluster gone, Profiles profiles, Clouds clouds) {
        if (gone != null) {
            return gone.called(profiles.of(cluster).magnumCluster());
        }
        CloudSighting sighting = new OpenStackMagnumActivities(profiles, clouds, Clock.systemUTC(), Duration.ZERO)
                .observe(new CloudTarget(cluster, null));
        if (sighting.cluster() == null) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND,
                    sighting.detail() + " Of a cluster that is gone, give --uuid and --stack-id; `./rekindle status "
                            + cluster + " -o json` names them under plan.identity.");
        }
        return sighting.cluster().identity();
    }
}
