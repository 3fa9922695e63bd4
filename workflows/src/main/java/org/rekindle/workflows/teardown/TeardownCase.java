// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;

/**
 * A cluster that a plan deletes.
 *
 * @param seen what the plan was made from
 * @param newUuid the cluster that has taken its place already; null when the rebuild comes after the delete
 */
public record TeardownCase(
        SealedPlan sealed, Observation seen, @Nullable ClusterUuid newUuid) {

    /** A cluster that is deleted before its successor is built. */
    public static TeardownCase beforeRebuild(SealedPlan sealed, Observation seen) {
        return new TeardownCase(sealed, seen, null);
    }

    /** The same cluster once another one has taken its place. */
    public TeardownCase replacedBy(ClusterUuid uuid) {
        return new TeardownCase(sealed, seen, uuid);
    }

    /** The plan. */
    public RecoveryPlan plan() {
        return sealed.plan();
    }

    /** The cluster that the plan deletes. */
    public ClusterIdentity identity() {
        ClusterIdentity identity = plan().identity();
        if (identity == null) {
            throw new IllegalStateException("A plan that tears down names no cluster");
        }
        return identity;
    }
}
