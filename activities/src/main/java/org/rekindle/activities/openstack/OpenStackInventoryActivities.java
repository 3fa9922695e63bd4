// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.Inventory;

/** What belongs to a cluster beside Magnum's books, found by its {@link Marks}. It looks and shows; it deletes nothing. */
public final class OpenStackInventoryActivities implements InventoryActivities {

    private final Profiles profiles;
    private final Clouds clouds;

    public OpenStackInventoryActivities(Profiles profiles, Clouds clouds) {
        this.profiles = profiles;
        this.clouds = clouds;
    }

    /**
     * The volumes. cluster-api-janitor-openstack deletes a cluster's volumes with it, except those with the property
     * {@code janitor.capi.azimuth-cloud.com/keep=true}.
     */
    @Override
    public Inventory volumes(ClusterIdentityOf cluster) {
        return search(cluster).volumes();
    }

    @Override
    public Inventory leftOvers(ClusterIdentityOf cluster) {
        return search(cluster).everything();
    }

    private LeftOverSearch search(ClusterIdentityOf cluster) {
        return new LeftOverSearch(clouds.of(profiles.of(cluster.cluster()).cloud()), cluster.identity());
    }
}
