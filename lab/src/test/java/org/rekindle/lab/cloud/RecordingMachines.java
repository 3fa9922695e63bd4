// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Machines that exist on paper only: they are ready at once unless they are held, and remember what they were asked to do. */
public final class RecordingMachines implements ClusterMachines {

    private final Map<String, Blueprint> booted = new ConcurrentHashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> held = CompletableFuture.completedFuture(null);

    @Override
    public Booting boot(Blueprint blueprint) {
        booted.put(blueprint.clusterUuid(), blueprint);
        log.add("boot " + blueprint.name() + " " + blueprint.kubernetesVersion() + " " + blueprint.chartVersion());
        return new Booting("https://127.0.0.1:6443", whenReleased());
    }

    @Override
    public CompletableFuture<Void> roll(String clusterUuid, String kubernetesVersion, Instant issuedAt) {
        log.add("roll " + name(clusterUuid) + " " + kubernetesVersion);
        return whenReleased();
    }

    @Override
    public void loseWorkers(String clusterUuid) {
        log.add("lose workers of " + name(clusterUuid));
    }

    @Override
    public CompletableFuture<Void> resize(String clusterUuid, NodeGroup nodeGroup) {
        log.add("resize " + name(clusterUuid) + " " + nodeGroup.name() + " " + nodeGroup.count());
        return whenReleased();
    }

    @Override
    public CompletableFuture<Void> destroy(String clusterUuid) {
        log.add("destroy " + name(clusterUuid));
        booted.remove(clusterUuid);
        return whenReleased();
    }

    /** Lets nothing get ready until {@link #release}. */
    public void hold() {
        held = new CompletableFuture<>();
    }

    /** Lets everything get ready that was asked for meanwhile. */
    public void release() {
        held.complete(null);
    }

    private CompletableFuture<Void> whenReleased() {
        return held.copy();
    }

    /** What was asked for, oldest first. */
    List<String> log() {
        return List.copyOf(log);
    }

    Blueprint blueprint(String clusterUuid) {
        Blueprint blueprint = booted.get(clusterUuid);
        if (blueprint == null) {
            throw new AssertionError("The cluster " + clusterUuid + " has no machines.");
        }
        return blueprint;
    }

    @Override
    public void close() {
        booted.clear();
    }

    private String name(String clusterUuid) {
        Blueprint blueprint = booted.get(clusterUuid);
        return blueprint == null ? clusterUuid : blueprint.name();
    }
}
