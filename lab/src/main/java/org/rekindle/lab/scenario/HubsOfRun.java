// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rekindle.lab.hub.HubAddresses;
import org.rekindle.lab.hub.WayIn;

/** The hubs of a run, as its files, its worker and its judge meet them. */
interface HubsOfRun extends AutoCloseable {

    /** What the places in the scenario's {@code clusters:} stand for; their files are written. */
    Map<String, String> places() throws IOException;

    /** The public addresses. */
    HubAddresses addresses();

    /** How a browser comes there; empty where the addresses lead there by themselves. */
    Optional<WayIn> wayIn();

    /** All secrets that were made or handed out up to now, by name. */
    Map<String, String> secrets();

    /** What stands before the worker's command so that the addresses lead there. */
    List<String> workerPrefix();

    /** Has a person do outside of the run what it asks for. */
    void heed(String request);

    /** Lets those come who are to have something to lose: when a release has brought the hubs, and before certificates expire. */
    void welcomeUsers();

    /** What the users of before miss now, in sentences. */
    List<String> missedByUsers();

    /**
     * Which users of a proof are on the hubs now, in sentences.
     *
     * @param beginnings how the names of such users begin
     */
    List<String> leftByProofs(Set<String> beginnings);

    @Override
    void close();
}
