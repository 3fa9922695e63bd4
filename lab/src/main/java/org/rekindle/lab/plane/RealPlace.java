// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rekindle.lab.plane.RealNodes.Joining;
import org.rekindle.lab.plane.RealNodes.RealNode;

/** The places in one cluster for machines whose pods really run: a first one, and one beside it. */
final class RealPlace implements AutoCloseable {

    private static final int PLACES = 2;

    private final RealNodes nodes;
    private final Function<String, Joining> invitation;

    /** By the names of their nodes, the first one first. */
    private final Map<String, RealNode> running = new LinkedHashMap<>();

    /** @param invitation what the machine of a name is told */
    RealPlace(RealNodes nodes, Function<String, Joining> invitation) {
        this.nodes = nodes;
        this.invitation = invitation;
    }

    /** Whether the next machine of a group is to be such a one. */
    synchronized boolean isFreeIn(String groupLabel) {
        return running.size() < PLACES && nodes.group().equals(groupLabel);
    }

    /** Has the machine join as this node. */
    synchronized void start(String nodeName) {
        Joining joining = invitation.apply(nodeName);
        running.put(
                nodeName,
                running.isEmpty()
                        ? nodes.join(joining)
                        : running.values().iterator().next().beside(joining));
    }

    /** Ends the machine of this node, if it is such a one. What is beside the first one ends with it. */
    synchronized void clear(String nodeName) {
        boolean first =
                running.keySet().stream().findFirst().filter(nodeName::equals).isPresent();
        if (first) {
            close();
            return;
        }
        RealNode other = running.remove(nodeName);
        if (other != null) {
            other.close();
        }
    }

    /** The first one last: the other one is in its network. */
    @Override
    public synchronized void close() {
        List<RealNode> lastFirst = new ArrayList<>(running.values());
        Collections.reverse(lastFirst);
        running.clear();
        lastFirst.forEach(RealNode::close);
    }
}
