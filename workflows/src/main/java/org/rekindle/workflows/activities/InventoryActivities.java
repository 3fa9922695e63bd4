// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.Protection;
import org.rekindle.workflows.model.QuotaQuestion;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.RebuildQuestion;
import org.rekindle.workflows.model.RebuildSighting;
import org.rekindle.workflows.model.RunClusters;
import org.rekindle.workflows.model.RunClustersOf;

/** What the cloud holds beside the machines. */
@ActivityInterface(namePrefix = "Inventory.")
public interface InventoryActivities {

    /** Volumes that belong to the cluster and would go with it. */
    Inventory volumes(ClusterIdentityOf cluster);

    /**
     * Sees to it that each of these volumes carries the janitor's keep property: looks, sets it only where it is missing, and
     * looks again.
     */
    Protection protect(ClusterIdentityOf cluster);

    /** What still carries the cluster's mark. */
    Inventory leftOvers(ClusterIdentityOf cluster);

    /** The clusters that a run has made, told by its mark: more than it knows of, when a create reached Magnum twice. */
    RunClusters runClusters(RunClustersOf run);

    /** How much the project may have, has, and would need. */
    QuotaSighting quota(QuotaQuestion question);

    /** All that a rebuild rests on, read at one moment. Fails when one of the services does not tell; of the quota only that must be told which is asked for. */
    RebuildSighting rebuildFacts(RebuildQuestion question);
}
