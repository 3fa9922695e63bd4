// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import java.util.List;

/** The side of the cloud: what the autoscaler reaches through the management cluster, not through the cluster itself. */
public interface ScalableGroups {
    /** The groups that may be resized, in a fixed order. */
    List<ScalableGroup> groups();

    /** How many machines a group has been asked to have: one that was ordered is no node yet, and is not ordered again. */
    int machines(String groupName);

    /** Makes one more machine, which registers as a node. */
    void addNode(String groupName);

    /** Removes the machine behind a node. */
    void removeNode(String nodeName);
}
