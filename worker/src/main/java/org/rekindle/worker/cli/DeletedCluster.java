// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import picocli.CommandLine.Option;

/** Which cluster that is gone is meant. */
final class DeletedCluster {

    @Option(
            names = "--uuid",
            required = true,
            paramLabel = "UUID",
            converter = ClusterUuidConverter.class,
            description = "The UUID that a deleted cluster had in Magnum.")
    @SuppressWarnings("NullAway.Init")
    private ClusterUuid uuid;

    @Option(
            names = "--stack-id",
            required = true,
            paramLabel = "ID",
            description = "The stack_id of a deleted cluster (cluster_id in newer Magnums).")
    private String stackId = "";

    ClusterUuid uuid() {
        return uuid;
    }

    String stackId() {
        return stackId;
    }

    ClusterIdentity called(String name) {
        return new ClusterIdentity(uuid, name, stackId, Instant.EPOCH);
    }
}
