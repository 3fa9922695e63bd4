// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.run.AlertLog;

/**
 * The cluster that is checked.
 *
 * @param runId of the run that checks it
 * @param runBegan when that run began
 * @param connection null where only the hub is checked
 * @param shape null where only the hub is checked
 * @param ingress what the checks so far have learned of it
 * @param added the node that a check has added
 * @param alerts that came to the run; null for a run that takes none
 */
public record CheckedCluster(
        ClusterProfile profile,
        String runId,
        Instant runBegan,
        @Nullable Connection connection,
        @Nullable Shape shape,
        IngressAddresses ingress,
        AddedNode added,
        @Nullable AlertLog alerts) {

    /** A cluster of which no check has been made yet. */
    public CheckedCluster(
            ClusterProfile profile,
            String runId,
            Instant runBegan,
            @Nullable Connection connection,
            @Nullable Shape shape,
            @Nullable AlertLog alerts) {
        this(profile, runId, runBegan, connection, shape, new IngressAddresses(), new AddedNode(), alerts);
    }

    /** The same, with one of its hubs as the only one. */
    CheckedCluster of(NamedHub hub) {
        return new CheckedCluster(
                profile.proving(hub.verification()), runId, runBegan, connection, shape, ingress, added, alerts);
    }

    Duration pollEvery() {
        return profile.policy().pollEvery();
    }

    HubTarget hub() {
        return new HubTarget(profile.cluster(), profile.verification(), pollEvery());
    }

    Connection connected() {
        return Objects.requireNonNull(connection, "this check needs a connection");
    }

    Shape built() {
        return Objects.requireNonNull(shape, "this check needs the cluster's shape");
    }
}
