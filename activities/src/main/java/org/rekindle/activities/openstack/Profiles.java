// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import org.rekindle.workflows.model.ClusterProfile;

/** What the fleet file says about its clusters. */
@FunctionalInterface
public interface Profiles {

    /**
     * The profile of a cluster.
     *
     * @param cluster the cluster's id in the fleet file
     * @throws io.temporal.failure.ApplicationFailure {@code UNKNOWN_CLUSTER} when the fleet file has none of that id
     */
    ClusterProfile of(String cluster);
}
