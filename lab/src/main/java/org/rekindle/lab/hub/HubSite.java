// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.util.Optional;
import org.rekindle.lab.plane.LiveCluster;

/**
 * Where a hub lives.
 *
 * @param clusterName the name of the cluster, as Magnum knows it; the youngest cluster of that name serves
 * @param namespace the namespace that the hub's release is installed in
 */
public record HubSite(String clusterName, String namespace) {

    /** The token with which BinderHub talks to JupyterHub, where the release has made one: a secret. */
    public Optional<String> token(LiveCluster cluster) {
        return HubConfiguration.hubToken(cluster.eyes(), namespace);
    }
}
