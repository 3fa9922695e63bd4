// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.IOException;

/** A format in which alerts come in. {@link AlertIntake} does the rest. */
public interface AlertSource {

    /** A plain word that names it in routes, alerts and metrics, such as {@code alertmanager}. */
    String id();

    /** The path to which it is posted. */
    default String route() {
        return "/webhooks/" + id();
    }

    /**
     * Checks who sends, by the headers, before anything of the body is read.
     *
     * @throws Unauthenticated when the sender shows nothing, or something wrong
     */
    void authenticate(AlertRequest request);

    /**
     * Reads the body and adds each alert. A format that signs its body checks the signature here, before it adds any.
     *
     * @throws MalformedPayload when the body is something else
     * @throws Unauthenticated when the signature is wrong
     * @throws IOException when the body does not arrive whole; an exception of the JSON parser means the same
     */
    void parse(AlertRequest request, AlertCollector alerts) throws IOException;

    /** Whether nothing is known of the sender until the whole body was read, since the sender signs it. */
    default boolean signsBody() {
        return false;
    }

    /** Whether the alerts of a body that breaks off are accepted until there. */
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
