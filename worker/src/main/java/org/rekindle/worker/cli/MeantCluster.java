// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.Clouds;
import org.rekindle.activities.openstack.OpenStackMagnumActivities;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterInCloud;

/** Finds the cluster whose left-overs are meant: the one that Magnum has, or one that is gone, by what it was. */
final class MeantCluster {

    private MeantCluster() {}

    static ClusterIdentity find(ClusterInCloud cluster, @Nullable GoneCluster gone, Clouds clouds) {
        if (gone != null) {
            return gone.called(cluster.magnum());
        }
        CloudSighting sighting = new OpenStackMagnumActivities(clouds, Clock.systemUTC(), Duration.ZERO)
                .observe(new CloudTarget(cluster, null));
        if (sighting.cluster() == null) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND,
                    sighting.detail() + " Of a cluster that is gone, give --uuid and --stack-id; `./rekindle status "
                            + cluster.cluster() + " -o json` names them under plan.identity.");
        }
        return sighting.cluster().identity();
    }
}
