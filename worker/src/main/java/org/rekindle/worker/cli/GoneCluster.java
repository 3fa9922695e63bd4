// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import org.rekindle.workflows.model.ClusterIdentity;
import picocli.CommandLine.Option;

/** Which cluster that is gone is meant. */
final class GoneCluster {

    @Option(
            names = "--uuid",
            required = true,
            paramLabel = "UUID",
            description = "Of a cluster that is gone: the UUID that it had in Magnum.")
    private String uuid = "";

    @Option(
            names = "--stack-id",
            required = true,
            paramLabel = "ID",
            description = "Of a cluster that is gone: its stack_id (cluster_id in newer Magnums).")
    private String stackId = "";

    String uuid() {
        return uuid;
    }

    String stackId() {
        return stackId;
    }

    ClusterIdentity called(String name) {
        return new ClusterIdentity(uuid, name, stackId, Instant.EPOCH);
    }
}
