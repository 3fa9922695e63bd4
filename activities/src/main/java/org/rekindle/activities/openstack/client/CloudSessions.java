// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;

/** Keeps one session for each cloud, and makes a new one when the file has changed, or the file of authorities that it names. */
public final class CloudSessions implements Clouds {

    private final Map<String, Kept> sessions = new ConcurrentHashMap<>();
    private final CloudsFile file;
    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private final Clock clock;

    /**
     * Sessions for the clouds of a file.
     *
     * @param connectTimeout how long a connection may take
     * @param answerTimeout how long a whole answer may take; Magnum itself waits 60 seconds for its conductor
     */
    public CloudSessions(CloudsFile file, Duration connectTimeout, Duration answerTimeout, Clock clock) {
        this.file = file;
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
        this.clock = clock;
    }

    @Override
    public OpenStackSession of(String cloud) {
        CloudEntry entry = file.read(cloud);
        String trusted = entry.authority() == null ? "" : Trust.text(entry.authority());
        return sessions.compute(
                        cloud,
                        (name, kept) -> kept != null && kept.isOf(entry, trusted)
                                ? kept
                                : new Kept(new OpenStackSession(entry, connectTimeout, answerTimeout, clock), trusted))
                .session();
    }

    /** @param trusted what the file of authorities held when the session was made; empty where there is none */
    private record Kept(OpenStackSession session, String trusted) {

        boolean isOf(CloudEntry entry, String trustedNow) {
            return session.entry().equals(entry) && trusted.equals(trustedNow);
        }
    }
}
