// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

/**
 * Where a hub lives.
 *
 * @param clusterName the name of the cluster, as Magnum knows it; the youngest cluster of that name serves
 * @param namespace the namespace that the hub's release is installed in
 */
public record HubSite(String clusterName, String namespace) {}
