// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.readiness.Readiness;

/**
 * Whether pods can come to a node. One that has just become ready carries the taint {@code node.kubernetes.io/not-ready} until the
 * node lifecycle controller takes it away; until then it is on its way, as the real autoscaler counts it too.
 */
final class OpenNodes {
    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    private OpenNodes() {}

    static boolean isOpen(Node node) {
        return Readiness.isNodeReady(node)
                && node.getSpec().getTaints().stream()
                        .noneMatch(taint -> taint.getKey().equals(NOT_READY));
    }
}
