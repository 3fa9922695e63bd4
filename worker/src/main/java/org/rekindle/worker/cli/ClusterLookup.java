// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.magnum.OpenStackMagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.ClusterIdentity;

/** Finds the cluster whose left-overs are meant: the one that Magnum has, or one that is gone, by what it was. */
final class ClusterLookup {

    private ClusterLookup() {}

    static ClusterIdentity find(ClusterInCloud cluster, @Nullable DeletedCluster gone, Clouds clouds) {
        if (gone != null) {
            return gone.called(cluster.magnum());
        }
        CloudSighting sighting = new OpenStackMagnumActivities(
                        clouds, Clock.systemUTC(), Duration.ZERO, ApprovalRules.NOBODY)
                .observe(new CloudTarget(cluster, null));
        if (sighting.cluster() == null) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND,
                    sighting.detail() + " For a deleted cluster, give --uuid and --stack-id; `./rekindle status "
                            + cluster.cluster() + " -o json` names them under plan.identity.");
        }
        return sighting.cluster().identity();
    }
}
