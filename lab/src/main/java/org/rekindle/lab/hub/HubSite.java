// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.util.Map;
import org.rekindle.lab.plane.LiveCluster;

/**
 * Where a hub lives.
 *
 * @param clusterName the name of the cluster, as Magnum knows it; the youngest cluster of that name serves
 * @param namespace the namespace that the hub's release is installed in
 */
public record HubSite(String clusterName, String namespace) {

    /** What the hub's Secret has under each of its keys, but for the copy of the values; empty where there is no release yet: secrets. */
    public Map<String, String> secrets(LiveCluster cluster) {
        return HubConfiguration.hubSecrets(cluster.eyes(), namespace);
    }
}
