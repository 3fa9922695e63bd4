// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import java.util.List;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.RebuildQuestion;
import org.rekindle.workflows.api.InventoryActivities.RebuildSighting;
import org.rekindle.workflows.api.InventoryActivities.VolumesOf;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.run.ActivityStubs;

/** Reads what a rebuild rests on. */
public final class RebuildBasis {

    private RebuildBasis() {}

    /**
     * All that a rebuild rests on, at one moment.
     *
     * @param resources those whose quota must be reported; empty when none must
     */
    public static RebuildSighting of(
            ClusterProfile profile,
            ClusterIdentity identity,
            Shape shape,
            List<String> templates,
            List<String> resources) {
        return ActivityStubs.remote(
                        InventoryActivities.class,
                        "Look at all that a rebuild of " + identity.name() + " rests on",
                        profile.policy().deadlines().request())
                .rebuildFacts(new RebuildQuestion(profile.inCloud(), identity.uuid(), shape, templates, resources));
    }

    /** The volumes that are a cluster's. */
    public static Inventory volumes(ClusterProfile profile, ClusterIdentity identity) {
        return volumes(profile, identity, List.of());
    }

    /**
     * The volumes that are a cluster's, by its mark and by what its claims name.
     *
     * @param claimed UUIDs, of which it is also told whether something uses them
     */
    public static Inventory volumes(ClusterProfile profile, ClusterIdentity identity, List<String> claimed) {
        return ActivityStubs.remote(
                        InventoryActivities.class,
                        "List the volumes that are the cluster's",
                        profile.policy().deadlines().request())
                .volumes(new VolumesOf(profile.inCloud(), identity, claimed));
    }

    /** The shape that a plan builds. */
    public static Shape shape(RecoveryPlan plan) {
        Shape shape = plan.shape();
        if (shape == null) {
            throw new IllegalStateException("A plan that rebuilds says nothing of the shape to build");
        }
        return shape;
    }
}
