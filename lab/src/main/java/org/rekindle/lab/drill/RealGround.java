// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rekindle.lab.cloud.CloudsYaml;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.plane.PlaneException;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.lab.truth.ControlPlaneSight;
import org.rekindle.lab.truth.TruthLab;
import org.rekindle.workflows.model.Deadlines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ground in a project of a real OpenStack. */
final class RealGround implements Ground {

    private static final Logger LOG = LoggerFactory.getLogger(RealGround.class);

    /** Several times what each takes when some runs share two cores; an approval that nobody gives is waited for least. */
    private static final Deadlines DEADLINES = new Deadlines(
            Duration.ofSeconds(60),
            Duration.ofMinutes(4),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(45));

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofMinutes(10);

    private final String id;
    private final Errand errand;
    private final TruthLab lab;
    private final RealTime time = new RealTime();
    private final Approach approach;
    private final Instant began;
    private final Set<String> firstMachines;

    /** Lays it out, in a folder of its own: makes the cluster, and lets its certificate expire where the errand says so. */
    RealGround(String id, Errand errand, Fate fate, Clock temporal, TruthLab lab, Path folder) throws IOException {
        this.id = id;
        this.errand = errand;
        this.lab = lab;
        lab.makeCluster(DrillWorld.cluster(id, id, errand.age()), line -> {});
        this.firstMachines = lab.controlPlanes(id).stream()
                .flatMap(sight -> sight.machines().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.began = Instant.now();
        Path direct = folder.resolve(id + ".yaml");
        CloudsYaml.write(direct, Map.of(id, lab.cloud(id)));
        this.approach =
                new Approach(errand.profile(id, id, DEADLINES, POLL), lab.addresses(), fate, time, direct, temporal);
    }

    @Override
    public Approach approach() {
        return approach;
    }

    /** Magnum notes what all runs do; those of this one are about clusters of its name. */
    @Override
    public List<Mutation> mutations() {
        List<Mutation> all = lab.mutations().all();
        Set<String> own = new HashSet<>();
        all.stream()
                .filter(mutation -> mutation.kind() == Mutation.Kind.CREATE && id.equals(mutation.name()))
                .forEach(mutation -> own.add(String.valueOf(mutation.clusterUuid())));
        return all.stream()
                .filter(mutation -> own.contains(String.valueOf(mutation.clusterUuid())))
                .filter(mutation -> mutation.at().isAfter(began))
                .toList();
    }

    @Override
    public Map<String, String> clusters() {
        return lab.clusters(id);
    }

    @Override
    public Set<String> machines() {
        return lab.remains(id);
    }

    /** A year's certificate is as old as the machine of the control plane, and the first one's as old as the errand says. */
    @Override
    public List<Instant> issuedAt(String address) {
        return lab.controlPlanes(id).stream()
                .filter(sight -> sight.address().equals(address))
                .flatMap(sight -> issuedAt(sight).stream())
                .toList();
    }

    private List<Instant> issuedAt(ControlPlaneSight sight) {
        return sight.machines().entrySet().stream()
                .map(machine ->
                        firstMachines.contains(machine.getKey()) ? began.minus(errand.age()) : machine.getValue())
                .min(Instant::compareTo)
                .stream()
                .toList();
    }

    @Override
    public void settle() {
        time.awaitLate();
        try {
            Waiting.until(
                    "the cloud to come to rest",
                    SETTLING,
                    () -> clusters().values().stream().noneMatch(status -> status.startsWith("DELETE_IN"))
                            && machines().equals(clusters().keySet()),
                    () -> false,
                    () -> "Magnum lists " + clusters() + ", and there is something of " + machines());
        } catch (PlaneException restless) {
            // What is left then is for the referee.
            LOG.warn("{} goes on: {}", id, restless.getMessage());
        }
    }

    /** What is left of the run goes, so that the next ones have the room; nobody waits for it. */
    @Override
    public void close() {
        approach.close();
        time.close();
        lab.deleteClusters(id);
    }
}
