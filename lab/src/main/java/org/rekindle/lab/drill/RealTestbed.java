// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.cloud.simulated.CloudsYamlFile;
import org.rekindle.lab.fake.ControlPlanes;
import org.rekindle.lab.fake.SimulatedControlPlane;
import org.rekindle.lab.plane.PlaneException;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.proxy.TransitTime;
import org.rekindle.lab.realopenstack.ControlPlaneSight;
import org.rekindle.lab.realopenstack.RealOpenStackLab;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Testbed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster of a scenario in a project of its own in a real OpenStack; both have the name of the run. */
final class RealTestbed implements Testbed {

    private static final Logger LOG = LoggerFactory.getLogger(RealTestbed.class);

    private static final Duration SETTLING = Duration.ofMinutes(10);

    private final String id;
    private final Duration age;
    private final RealOpenStackLab lab;
    private final FileSecretStore secrets;
    private final RealTime transit = new RealTime();
    private final Instant began;
    private final Set<String> firstMachines;

    /** Makes the cluster. */
    RealTestbed(String id, Scenario scenario, RealOpenStackLab lab, Path folder) {
        this.id = id;
        this.lab = lab;
        this.secrets = new FileSecretStore(folder.resolve("state").resolve("secrets"));
        CloudFixture.Cluster cluster = scenario.world().clusters().get(0);
        this.age = cluster.age();
        lab.makeCluster(cluster.named(id, id), line -> {});
        this.firstMachines = lab.controlPlanes(id).stream()
                .flatMap(sight -> sight.machines().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.began = Instant.now();
    }

    @Override
    public List<String> addresses() {
        return lab.addresses();
    }

    @Override
    public String identityUrl() {
        return lab.identityUrl();
    }

    @Override
    public String magnumUrl() {
        return lab.magnumUrl();
    }

    @Override
    public TransitTime transit() {
        return transit;
    }

    @Override
    public InstantSource time() {
        return InstantSource.system();
    }

    @Override
    public Map<String, String> places() {
        return Map.of("lab.cloud", id, "lab.cluster", id);
    }

    @Override
    public void writeCloudsYaml(Path file) throws IOException {
        CloudsYamlFile.write(file, Map.of(id, lab.cloud(id)));
    }

    /** Magnum notes what all runs do; those of this one are about clusters of its name. */
    @Override
    public Mutations mutations() {
        List<Mutation> all = lab.mutations().all();
        Set<String> own = new HashSet<>();
        all.stream()
                .filter(mutation -> mutation.kind() == Mutation.Kind.CREATE && id.equals(mutation.name()))
                .forEach(mutation -> own.add(String.valueOf(mutation.clusterUuid())));
        return new Mutations(all.stream()
                .filter(mutation -> own.contains(String.valueOf(mutation.clusterUuid())))
                .filter(mutation -> mutation.at().isAfter(began))
                .toList());
    }

    @Override
    public Map<String, String> clusters() {
        return lab.clusters(id);
    }

    @Override
    public Set<String> remains() {
        return lab.remains(id);
    }

    @Override
    public ControlPlanes controlPlanes() {
        return new ControlPlanes() {
            @Override
            public List<SimulatedControlPlane> all() {
                return lab.controlPlanes(id).stream()
                        .flatMap(sight -> plane(sight).stream())
                        .toList();
            }

            @Override
            public Optional<SimulatedControlPlane> ofKubeconfig(String reference) {
                return at(address(secrets.read(reference)));
            }

            @Override
            public void renew(String clusterUuid, Instant issuedAt) {
                throw new UnsupportedOperationException("nothing renews in place in a real OpenStack");
            }
        };
    }

    /** A year's certificate is as old as the machine of the control plane, and the first one's as old as the scenario says. */
    private Optional<SimulatedControlPlane> plane(ControlPlaneSight sight) {
        return sight.machines().entrySet().stream()
                .map(this::issuedAt)
                .min(Instant::compareTo)
                .map(issuedAt ->
                        new SimulatedControlPlane(sight.address(), id, sight.address(), "unknown", issuedAt, true));
    }

    private Instant issuedAt(Map.Entry<String, Instant> machine) {
        if (firstMachines.contains(machine.getKey())) {
            return began.minus(age);
        }
        return machine.getValue();
    }

    private static String address(byte[] kubeconfig) {
        try {
            return new YAMLMapper()
                    .readTree(kubeconfig)
                    .at("/clusters/0/cluster/server")
                    .asText();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a kubeconfig that was just made cannot be read", unreadable);
        }
    }

    @Override
    public void settle() {
        transit.awaitLate();
        try {
            Waiting.until(
                    "the cloud to come to rest",
                    SETTLING,
                    () -> clusters().values().stream().noneMatch(status -> status.startsWith("DELETE_IN"))
                            && remains().equals(clusters().keySet()),
                    () -> false,
                    () -> "Magnum lists " + clusters() + ", and there is something of " + remains());
        } catch (PlaneException restless) {
            // What is left then is for the judge.
            LOG.warn("{} goes on: {}", id, restless.getMessage());
        }
    }

    /** What is left of the run goes, so that the next ones have the room; nothing waits for it. */
    @Override
    public void close() {
        transit.close();
        lab.deleteClusters(id);
    }
}
