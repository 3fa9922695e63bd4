// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.paper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.rekindle.lab.cloud.Machines;
import org.rekindle.lab.plane.ChartFit;

/**
 * Machines that exist on paper only and are ready at once. They know when the certificates were issued that they would serve; an
 * API server that its chart passes a removed flag serves nothing.
 */
public final class PaperMachines implements Machines {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /**
     * The control plane of one cluster.
     *
     * @param issuedAt when the certificate was issued that it serves
     * @param serves whether anything listens
     */
    public record ControlPlane(
            String clusterUuid, String clusterName, String address, String version, Instant issuedAt, boolean serves) {}

    private final Map<String, ControlPlane> running = new ConcurrentHashMap<>();
    private final AtomicInteger ports = new AtomicInteger(10_000);

    @Override
    public Booting boot(Blueprint blueprint) {
        String address = "https://127.0.0.1:" + ports.incrementAndGet();
        running.put(
                blueprint.clusterUuid(),
                new ControlPlane(
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
        running.computeIfPresent(
                clusterUuid,
                (uuid, old) -> new ControlPlane(
                        uuid, old.clusterName(), old.address(), kubernetesVersion, issuedAt, old.serves()));
        return DONE;
    }

    /** Serves certificates that were issued at another time; nothing is rolled. */
    public void renew(String clusterUuid, Instant issuedAt) {
        running.computeIfPresent(
                clusterUuid,
                (uuid, old) -> new ControlPlane(
                        uuid, old.clusterName(), old.address(), old.version(), issuedAt, old.serves()));
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

    /** The control plane at an address, where something listens. */
    public Optional<ControlPlane> at(String address) {
        return running.values().stream()
                .filter(machine -> machine.serves() && machine.address().equals(address))
                .findFirst();
    }

    /** The control plane of a cluster. */
    public Optional<ControlPlane> of(String clusterUuid) {
        return Optional.ofNullable(running.get(clusterUuid));
    }

    /** The clusters whose machines run. */
    public Set<String> running() {
        return Set.copyOf(running.keySet());
    }

    /** All control planes there are. */
    public List<ControlPlane> all() {
        return List.copyOf(running.values());
    }

    @Override
    public void close() {
        running.clear();
    }
}
