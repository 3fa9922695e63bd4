// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.IOException;

/** What a body with alerts looks like. */
public interface AlertShape {

    /**
     * Reads a body and adds each alert.
     *
     * @throws MalformedPayload when the body is something else
     * @throws IOException when it does not arrive whole; an exception of the JSON parser means the same
     */
    void read(AlertRequest request, AlertCollector alerts) throws IOException;

    /** Whether a body that breaks off has said something until then. */
    default boolean saysInParts() {
        return false;
    }

    /** What a sender should send, for the end of a sentence. */
    String expected();

    /** Where an alert names its cluster, such as {@code label `cluster`}. */
    String clusterField();

    /** How a sender is made to send less at once, in a sentence. */
    String howToSendLess();
}
