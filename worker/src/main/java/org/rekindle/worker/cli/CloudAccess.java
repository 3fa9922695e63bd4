// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.worker.process.Activities;

/** The way of the command line into clouds: as the worker goes, without a worker. */
public final class CloudAccess {

    /** How long one who waits at a terminal for a look waits for one answer. */
    static final Duration LOOK_TIMEOUT = Duration.ofSeconds(15);

    private CloudAccess() {}

    /** The clouds of a {@code clouds.yaml}. */
    public static Clouds by(Path cloudsFile) {
        return new CloudSessions(
                new CloudsFile(cloudsFile), Activities.CONNECT_TIMEOUT, Activities.ANSWER_TIMEOUT, Clock.systemUTC());
    }

    /** The same for looks alone, which give up sooner. */
    static Clouds forLooks(Path cloudsFile) {
        return new CloudSessions(
                new CloudsFile(cloudsFile), Activities.CONNECT_TIMEOUT, LOOK_TIMEOUT, Clock.systemUTC());
    }
}
