// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rekindle.activities.openstack.CloudSessions;
import org.rekindle.activities.openstack.Clouds;
import org.rekindle.activities.openstack.CloudsFile;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.CertificateAuthorities;
import org.rekindle.lab.cloud.Faults;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Machines;
import org.rekindle.lab.cloud.SimulatedOpenStack;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.lab.proxy.FaultProxy;
import org.rekindle.workflows.model.ClusterProfile;

/** All that one run happens in: a cloud with one cluster, the proxy before it, and what the fleet file says. */
final class Ground implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /** Keys take longer to make than a whole run, and who has which does not matter here. */
    private static final Map<String, Machines.CertificateAuthority> MADE = new ConcurrentHashMap<>();

    private static final AuthorityMaker AUTHORITIES =
            (name, madeAt) -> MADE.computeIfAbsent(name, missing -> CertificateAuthorities.make(name, madeAt));

    private final ClusterProfile profile;
    private final SkippedTime time;
    private final PaperMachines machines = new PaperMachines();
    private final SimulatedOpenStack cloud;
    private final FaultProxy proxy;
    private final Clouds clouds;

    /** Lays it out, in a folder of its own. */
    Ground(String id, Errand errand, Fate fate, Clock temporal, Path folder) throws IOException {
        this.profile = errand.profile(id);
        this.time = new SkippedTime(temporal);
        this.cloud = new SimulatedOpenStack(
                errand.world(), machines, new LabClock(time, 1, time), Faults.none(), AUTHORITIES);
        Path direct = folder.resolve(id + "-direct.yaml");
        cloud.writeCloudsYaml(direct, profile.cloud(), DrillWorld.LOGIN);
        String address = cloud.identityUrl().substring(0, cloud.identityUrl().indexOf("/identity"));
        this.proxy = new FaultProxy(address, fate, time);
        Path file = folder.resolve(id + ".yaml");
        Files.writeString(file, proxy.behind(Files.readString(direct)));
        this.clouds = new CloudSessions(new CloudsFile(file), CONNECT_TIMEOUT, ANSWER_TIMEOUT, temporal);
    }

    ClusterProfile profile() {
        return profile;
    }

    Clouds clouds() {
        return clouds;
    }

    PaperMachines machines() {
        return machines;
    }

    SimulatedOpenStack cloud() {
        return cloud;
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** Lets everything end that is under way in the cloud, however late it comes. */
    void settle(Duration longest) {
        time.pass(longest);
    }

    /** The time in the cloud. */
    Instant now() {
        return time.instant();
    }

    @Override
    public void close() {
        proxy.close();
        cloud.close();
        machines.close();
    }
}
