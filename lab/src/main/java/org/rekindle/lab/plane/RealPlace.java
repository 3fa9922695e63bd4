// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.RealNodes.Joining;
import org.rekindle.lab.plane.RealNodes.RealNode;

/** The place in one cluster for a machine whose pods really run. */
final class RealPlace implements AutoCloseable {

    private final RealNodes nodes;
    private final Function<String, Joining> invitation;
    private @Nullable String name;
    private @Nullable RealNode node;

    /** @param invitation what the machine of a name is told */
    RealPlace(RealNodes nodes, Function<String, Joining> invitation) {
        this.nodes = nodes;
        this.invitation = invitation;
    }

    /** Whether the next machine of a group is to be that one. */
    synchronized boolean isFreeIn(String groupLabel) {
        return node == null && nodes.group().equals(groupLabel);
    }

    /** Has the machine join as this node. */
    synchronized void start(String nodeName) {
        node = nodes.join(invitation.apply(nodeName));
        name = nodeName;
    }

    /** Ends the machine, if it is this node's. */
    synchronized void clear(String nodeName) {
        if (nodeName.equals(name)) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (node != null) {
            node.close();
            node = null;
            name = null;
        }
    }
}
