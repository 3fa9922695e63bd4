// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.api.RescueActivities.KeepRequest;
import org.rekindle.workflows.api.RescueActivities.KeptRequest;
import org.rekindle.workflows.decide.diagnosis.KnownAddress;
import org.rekindle.workflows.decide.rebuild.RescueScope;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Rescue;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;

/**
 * Copies out of a cluster what a rebuild would lose. It holds no recovery up: what cannot be read is in the answer with what was
 * copied before, and the approver decides whether it is worth waiting for.
 */
public final class RescueLook {

    private RescueLook() {}

    /** What was kept of a cluster; null where the fleet file does not ask for it. */
    public static @Nullable RescueSighting keep(ClusterProfile profile, CloudCluster cluster) {
        Rescue wanted = profile.rescue();
        if (wanted == null) {
            return null;
        }
        String address = KnownAddress.ofAny(cluster);
        if (address == null) {
            return withClaims(profile, cluster, copiedBefore(profile, cluster, KnownAddress.NONE_YET));
        }
        return keep(profile, cluster, wanted, () -> Observe.connect(profile, cluster, address));
    }

    /** The same over a connection that there is already. */
    public static RescueSighting keep(
            ClusterProfile profile, CloudCluster cluster, Rescue wanted, Connection connection) {
        return keep(profile, cluster, wanted, () -> connection);
    }

    private static RescueSighting keep(
            ClusterProfile profile, CloudCluster cluster, Rescue wanted, Supplier<Connection> connection) {
        return withClaims(profile, cluster, copyOrCopiedBefore(profile, cluster, wanted, connection));
    }

    private static RescueSighting withClaims(ClusterProfile profile, CloudCluster cluster, RescueSighting seen) {
        return seen.claimsUnread() ? ClaimsOfCloud.addTo(seen, profile, cluster.identity()) : seen;
    }

    private static RescueSighting copyOrCopiedBefore(
            ClusterProfile profile, CloudCluster cluster, Rescue wanted, Supplier<Connection> connection) {
        try {
            return copy(profile, cluster, wanted, connection.get());
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return copiedBefore(profile, cluster, ActivityFailures.lastSeen(failure));
        }
    }

    /** A copy of the last good night, or of an earlier look of this run. */
    private static RescueSighting copiedBefore(ClusterProfile profile, CloudCluster cluster, String why) {
        try {
            return ActivityStubs.remote(
                            RescueActivities.class,
                            "Read what was copied before",
                            profile.policy().deadlines().request())
                    .kept(new KeptRequest(profile.cluster(), cluster.identity().uuid()))
                    .withUnread(why);
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return RescueSighting.none(why).withUnread(ActivityFailures.lastSeen(failure));
        }
    }

    private static RescueSighting copy(
            ClusterProfile profile, CloudCluster cluster, Rescue wanted, Connection connection) {
        return ActivityStubs.remote(
                        RescueActivities.class,
                        "Copy out what a rebuild would lose",
                        profile.policy().deadlines().request())
                .keep(new KeepRequest(
                        profile.cluster(),
                        cluster.identity().uuid(),
                        connection.kubeconfig(),
                        RescueScope.namespaces(profile),
                        wanted.secrets()));
    }
}
