// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.plane.ChartFit;

/**
 * Simulated machines, which are ready at once. They know when the certificates were issued that they would serve; an
 * API server that its chart passes a removed flag serves nothing.
 */
public final class FakeMachines implements ClusterMachines, ControlPlanes {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Map<String, SimulatedControlPlane> running = new ConcurrentHashMap<>();
    private final AtomicInteger ports = new AtomicInteger(10_000);

    @Override
    public Booting boot(Blueprint blueprint) {
        String address = "https://127.0.0.1:" + ports.incrementAndGet();
        running.put(
                blueprint.clusterUuid(),
                new SimulatedControlPlane(
                        blueprint.clusterUuid(),
                        blueprint.name(),
                        address,
                        blueprint.kubernetesVersion(),
                        blueprint.issuedAt(),
                        ChartFit.refusedFlags(blueprint.chartVersion(), blueprint.kubernetesVersion())
                                .isEmpty()));
        return new Booting(address, DONE);
    }

    @Override
    public CompletableFuture<Void> roll(String clusterUuid, String kubernetesVersion, Instant issuedAt) {
        running.computeIfPresent(clusterUuid, (uuid, old) -> old.issued(kubernetesVersion, issuedAt));
        return DONE;
    }

    @Override
    public void renew(String clusterUuid, Instant issuedAt) {
        running.computeIfPresent(clusterUuid, (uuid, old) -> old.issued(old.version(), issuedAt));
    }

    @Override
    public void loseWorkers(String clusterUuid) {}

    @Override
    public CompletableFuture<Void> resize(String clusterUuid, NodeGroup nodeGroup) {
        return DONE;
    }

    @Override
    public CompletableFuture<Void> destroy(String clusterUuid) {
        running.remove(clusterUuid);
        return DONE;
    }

    @Override
    public Optional<SimulatedControlPlane> ofKubeconfig(String reference) {
        return Optional.ofNullable(running.get(reference.substring(reference.lastIndexOf('/') + 1)));
    }

    /** The clusters whose machines run. */
    public Set<String> running() {
        return Set.copyOf(running.keySet());
    }

    @Override
    public List<SimulatedControlPlane> all() {
        return List.copyOf(running.values());
    }

    @Override
    public void close() {
        running.clear();
    }
}
