// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.Fleet;

/** What the fleet file says. */
@ActivityInterface(namePrefix = "Fleet.")
public interface FleetActivities {

    /** The cluster's profile. Fails with {@code UNKNOWN_CLUSTER}. */
    ClusterProfile describe(ClusterRef cluster);

    /** Every cluster of the fleet. */
    Fleet list();
}
