// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.Inventory;

/** What the cloud holds beside the machines. */
@ActivityInterface(namePrefix = "Inventory.")
public interface InventoryActivities {

    /** Volumes that belong to the cluster and would go with it. */
    Inventory volumes(ClusterIdentityOf cluster);

    /** What still carries the cluster's mark. */
    Inventory leftOvers(ClusterIdentityOf cluster);
}
