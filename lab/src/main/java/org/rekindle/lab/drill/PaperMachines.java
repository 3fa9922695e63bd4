// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Machines;

/** Machines that exist on paper only and are ready at once. They know when the certificates were issued that they would serve. */
final class PaperMachines implements Machines {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private record Machine(String address, Instant issuedAt) {}

    private final Map<String, Machine> running = new ConcurrentHashMap<>();
    private final AtomicInteger ports = new AtomicInteger(10_000);

    @Override
    public Booting boot(Blueprint blueprint) {
        String address = "https://127.0.0.1:" + ports.incrementAndGet();
        running.put(blueprint.clusterUuid(), new Machine(address, blueprint.issuedAt()));
        return new Booting(address, DONE);
    }

    @Override
    public CompletableFuture<Void> roll(String clusterUuid, String kubernetesVersion, Instant issuedAt) {
        running.computeIfPresent(clusterUuid, (uuid, machine) -> new Machine(machine.address(), issuedAt));
        return DONE;
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

    /** When the certificate was issued that is served at an address, null when nothing answers there. */
    @Nullable
    Instant issuedAt(String address) {
        return running.values().stream()
                .filter(machine -> machine.address().equals(address))
                .findFirst()
                .map(Machine::issuedAt)
                .orElse(null);
    }

    /** The clusters whose machines run. */
    List<String> running() {
        return List.copyOf(running.keySet());
    }

    @Override
    public void close() {
        running.clear();
    }
}
