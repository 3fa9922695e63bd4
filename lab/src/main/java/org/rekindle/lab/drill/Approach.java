// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.rekindle.activities.openstack.CloudSessions;
import org.rekindle.activities.openstack.Clouds;
import org.rekindle.activities.openstack.CloudsFile;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.lab.proxy.FaultProxy;
import org.rekindle.lab.proxy.Meanwhile;
import org.rekindle.lab.proxy.Passage;
import org.rekindle.workflows.model.ClusterProfile;

/** The way of a run to its cloud, through the proxy. */
final class Approach implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final ClusterProfile profile;
    private final FaultProxy proxy;
    private final Clouds clouds;

    /**
     * Opens it.
     *
     * @param addresses of the cloud, without a path
     * @param direct a {@code clouds.yaml} that leads straight to the cloud; one that leads through the proxy is put beside it
     */
    Approach(
            ClusterProfile profile, List<String> addresses, Fate fate, Meanwhile meanwhile, Path direct, Clock temporal)
            throws IOException {
        this.profile = profile;
        this.proxy = new FaultProxy(addresses, fate, meanwhile);
        Path file = direct.resolveSibling("through-" + direct.getFileName());
        Files.writeString(file, proxy.behind(Files.readString(direct)));
        this.clouds = new CloudSessions(new CloudsFile(file), CONNECT_TIMEOUT, ANSWER_TIMEOUT, temporal);
    }

    ClusterProfile profile() {
        return profile;
    }

    Clouds clouds() {
        return clouds;
    }

    List<Passage> passages() {
        return proxy.passages();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
