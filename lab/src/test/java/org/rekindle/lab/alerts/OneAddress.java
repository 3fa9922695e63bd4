// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.alerts;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.rekindle.lab.cloud.ClusterMachines;

/** Machines on paper, of which each API server has the same address: that of something else that is there. */
record OneAddress(String address) implements ClusterMachines {

    @Override
    public Booting boot(Blueprint blueprint) {
        return new Booting(address, done());
    }

    @Override
    public CompletableFuture<Void> roll(String clusterUuid, String kubernetesVersion, Instant issuedAt) {
        return done();
    }

    @Override
    public void loseWorkers(String clusterUuid) {
        // There are none.
    }

    @Override
    public CompletableFuture<Void> resize(String clusterUuid, NodeGroup nodeGroup) {
        return done();
    }

    @Override
    public CompletableFuture<Void> destroy(String clusterUuid) {
        return done();
    }

    @Override
    public void close() {
        // Nothing runs.
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
