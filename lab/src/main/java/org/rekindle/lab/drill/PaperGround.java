// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.CertificateAuthorities;
import org.rekindle.lab.cloud.ClusterSnapshot;
import org.rekindle.lab.cloud.Faults;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Machines;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.SimulatedOpenStack;
import org.rekindle.lab.paper.PaperMachines;
import org.rekindle.lab.paper.SkippedTime;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Deadlines;

/** A ground with a simulated cloud and machines on paper. */
final class PaperGround implements Ground {

    private static final Deadlines DEADLINES = new Deadlines(
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofMinutes(60),
            Duration.ofMinutes(60),
            Duration.ofMinutes(60),
            Duration.ofMinutes(30),
            Duration.ofHours(12));
    private static final Duration POLL = Duration.ofMinutes(4);

    /** Longer than anything in the cloud takes, and than anything is late. */
    private static final Duration SETTLING = Duration.ofHours(3);

    /** Keys take longer to make than a whole run, and who has which does not matter here. */
    private static final Map<String, Machines.CertificateAuthority> MADE = new ConcurrentHashMap<>();

    private static final AuthorityMaker AUTHORITIES =
            (name, madeAt) -> MADE.computeIfAbsent(name, missing -> CertificateAuthorities.make(name, madeAt));

    private final SkippedTime time;
    private final PaperMachines machines = new PaperMachines();
    private final SimulatedOpenStack cloud;
    private final Approach approach;

    /** Lays it out, in a folder of its own. */
    PaperGround(String id, Errand errand, Fate fate, Clock temporal, Path folder) throws IOException {
        ClusterProfile profile = errand.profile(id, DrillWorld.CLUSTER, DEADLINES, POLL);
        this.time = new SkippedTime(temporal);
        this.cloud = new SimulatedOpenStack(
                errand.world(), machines, new LabClock(time, 1, time), Faults.none(), AUTHORITIES);
        Path direct = folder.resolve(id + "-direct.yaml");
        cloud.writeCloudsYaml(direct, profile.cloud(), DrillWorld.LOGIN);
        String address = cloud.identityUrl().substring(0, cloud.identityUrl().indexOf("/identity"));
        this.approach = new Approach(profile, List.of(address), fate, time, direct, temporal);
    }

    @Override
    public Approach approach() {
        return approach;
    }

    @Override
    public List<Mutation> mutations() {
        return cloud.mutations().all();
    }

    @Override
    public Map<String, String> clusters() {
        return cloud.clusters().stream().collect(Collectors.toMap(ClusterSnapshot::uuid, ClusterSnapshot::status));
    }

    @Override
    public Set<String> machines() {
        return machines.running();
    }

    @Override
    public List<Instant> issuedAt(String address) {
        return machines.at(address).map(PaperMachines.ControlPlane::issuedAt).stream()
                .toList();
    }

    @Override
    public void settle() {
        time.pass(SETTLING);
    }

    @Override
    public void close() {
        approach.close();
        cloud.close();
        machines.close();
    }
}
