// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.ClusterSnapshot;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;
import org.rekindle.lab.fake.ControlPlanes;
import org.rekindle.lab.fake.FakeMachines;
import org.rekindle.lab.fake.SkippedTime;
import org.rekindle.lab.proxy.TransitTime;

/** The simulated cloud with simulated machines, on time that is skipped. */
public final class SimulatedTestbed implements Testbed {

    /** Longer than anything in the cloud takes, and than anything is late. */
    private static final Duration SETTLING = Duration.ofHours(3);

    private final SkippedTime time;
    private final FakeMachines machines = new FakeMachines();
    private final SimulatedOpenStack cloud;

    /** Starts the cloud of a scenario. */
    public SimulatedTestbed(Scenario scenario, Clock temporal, AuthorityMaker authorities) {
        this.time = new SkippedTime(temporal);
        this.cloud = new SimulatedOpenStack(
                scenario.world(),
                machines,
                new LabClock(time, 1, time),
                new CloudFaults(scenario.faults()),
                authorities);
        cloud.awaitReady();
    }

    @Override
    public List<String> addresses() {
        return List.of(identityUrl().substring(0, identityUrl().indexOf("/identity")));
    }

    @Override
    public String identityUrl() {
        return cloud.identityUrl();
    }

    @Override
    public String magnumUrl() {
        return cloud.magnumUrl();
    }

    @Override
    public TransitTime transit() {
        return time;
    }

    @Override
    public InstantSource time() {
        return time;
    }

    @Override
    public ControlPlanes controlPlanes() {
        return machines;
    }

    @Override
    public Map<String, String> places() {
        return Map.of("lab.cloud", "rekindle", "lab.cluster", "hub");
    }

    @Override
    public void writeCloudsYaml(Path file) throws IOException {
        cloud.writeCloudsYaml(file);
    }

    @Override
    public Mutations mutations() {
        return cloud.mutations();
    }

    @Override
    public Map<String, String> clusters() {
        return cloud.clusters().stream().collect(Collectors.toMap(ClusterSnapshot::uuid, ClusterSnapshot::status));
    }

    @Override
    public Set<String> remains() {
        return machines.running();
    }

    @Override
    public void settle() {
        time.pass(SETTLING);
    }

    @Override
    public void close() {
        cloud.close();
        machines.close();
    }
}
