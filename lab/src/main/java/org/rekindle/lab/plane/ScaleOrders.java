// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import org.rekindle.lab.cloud.ClusterMachines.Blueprint;

/** Where an autoscaler's wishes go when machines are made elsewhere, as by Cluster API. */
public interface ScaleOrders {
    /** How many machines a group has been asked to have; 0 when there is no such group any more. */
    int machines(Blueprint cluster, String group);

    /**
     * Asks for one more machine.
     *
     * @param group the label of the node group
     */
    void add(Blueprint cluster, String group);

    /** Asks that the machine of a node goes. */
    void remove(Blueprint cluster, String node);
}
