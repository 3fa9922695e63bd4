// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.Fleet;
import org.rekindle.workflows.model.SurveyTargets;

/** What the fleet file says. */
@ActivityInterface(namePrefix = "Fleet.")
public interface FleetActivities {

    /** The cluster's profile. Fails with {@code UNKNOWN_CLUSTER}. */
    ClusterProfile describe(ClusterRef cluster);

    /** What a survey needs to know of clusters; those that the file does not know are left out. */
    SurveyTargets targets(Fleet some);

    /** Every cluster of the fleet. */
    Fleet list();
}
