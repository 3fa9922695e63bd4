// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rekindle.activities.openstack.magnum.MagnumCluster;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.workflows.model.observation.ClusterIdentity;

/**
 * Tells which volumes of a cluster that is gone are used by something else: by a machine, or by another cluster that stands and whose
 * mark they carry. The mark of a cluster that is gone as well says nothing, since nobody takes it off.
 */
final class VolumeUsers {

    private final List<MagnumCluster> others;
    private final OwnershipMatcher own;

    VolumeUsers(MagnumService magnum, ClusterIdentity gone) {
        this.others = magnum.clusters().stream()
                .filter(cluster -> !cluster.uuid().equals(gone.uuid()))
                .toList();
        this.own = new OwnershipMatcher(gone);
    }

    /** By UUID, what uses each of these volumes, the end of a sentence; those that are free are left out. */
    Map<String, String> of(List<JsonNode> volumes) {
        Map<String, String> users = new TreeMap<>();
        for (JsonNode volume : volumes) {
            machine(volume)
                    .or(() -> status(volume))
                    .or(() -> cluster(volume))
                    .ifPresent(user -> users.put(volume.path("id").asText(), user));
        }
        return users;
    }

    private static Optional<String> machine(JsonNode volume) {
        JsonNode attachments = volume.path("attachments");
        if (attachments.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "is attached to machine " + attachments.get(0).path("server_id").asText("unknown"));
    }

    private static Optional<String> status(JsonNode volume) {
        String status = volume.path("status").asText("available");
        if (status.equals("available")) {
            return Optional.empty();
        }
        return Optional.of("is not available (" + status + ")");
    }

    private Optional<String> cluster(JsonNode volume) {
        String mark =
                volume.path("metadata").path(OwnershipMatcher.VOLUME_CLUSTER).asText("");
        if (mark.isEmpty() || own.isOnStorage(volume)) {
            return Optional.empty();
        }
        return others.stream()
                .filter(cluster -> mark.equals(cluster.stackId()) || mark.equals(cluster.name()))
                .map(cluster -> "carries the mark of cluster " + cluster.name() + " (" + cluster.uuid() + ")")
                .findFirst();
    }
}
