// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import org.rekindle.lab.cloud.ClusterMachines.Blueprint;

/**
 * What happens in a new cluster after its nodes are ready and before its certificates expire, if they are to: a cluster
 * that expired in life was set up and used before.
 */
@FunctionalInterface
public interface WhileValid {
    /** Sets the cluster up; the boot completes when this returns and fails when it throws. */
    void setUp(Blueprint blueprint, LiveCluster cluster);
}
