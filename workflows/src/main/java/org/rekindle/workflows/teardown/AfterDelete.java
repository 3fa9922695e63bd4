// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;

/** What is looked at once a cluster was deleted. */
final class AfterDelete {

    private final RunContext run;

    AfterDelete(RunContext run) {
        this.run = run;
    }

    /**
     * Whether a cluster of the name is there: the deleted one after all, or one that another person or program has built. A second one
     * would be worse than none.
     */
    boolean nameIsTaken(ClusterIdentity identity) {
        CloudCluster there = run.operator()
                .step("look for a replacement")
                .remote(
                        MagnumActivities.class,
                        "Look whether another " + identity.name() + " was built",
                        run.profile().policy().deadlines().request())
                .observe(new CloudTarget(run.profile().inCloud(), null))
                .cluster();
        if (there == null) {
            return false;
        }
        run.state().note(sentence(identity, there.identity().uuid()));
        return true;
    }

    private static String sentence(ClusterIdentity identity, ClusterUuid found) {
        if (found.equals(identity.uuid())) {
            return "Magnum said that " + identity.name() + " is gone, and shows it again, so a new plan is needed.";
        }
        return "Another " + identity.name() + " was built meanwhile (" + found + "), so a new plan is needed.";
    }

    /** Lists what the cloud still holds of the cluster. */
    void listLeftOvers(ClusterIdentity identity) {
        run.operator()
                .optional(
                        "list left-overs",
                        () -> run.state()
                                .leftOver(ActivityStubs.remote(
                                                InventoryActivities.class,
                                                "List what the cloud still holds of the old cluster",
                                                run.profile()
                                                        .policy()
                                                        .deadlines()
                                                        .request())
                                        .leftOvers(new ClusterIdentityOf(
                                                run.profile().inCloud(), identity))
                                        .found()));
    }
}
