// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rekindle.lab.cloud.services.Server;

/** The virtual machines that a cluster's node groups stand for, with the names that the chart gives them. */
final class Servers {

    private Servers() {}

    static List<Server> of(Cluster cluster) {
        List<Server> servers = new ArrayList<>();
        for (NodeGroup group : cluster.nodeGroups) {
            if (!group.master() && cluster.workersLost) {
                continue;
            }
            String kind = group.master() ? "control-plane" : group.name.replaceAll("[^a-z0-9]+", "-");
            for (int i = 0; i < group.nodeCount; i++) {
                String seed = cluster.uuid + "/" + group.uuid + "/" + i + "/" + cluster.certificatesIssuedAt;
                UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
                servers.add(new Server(
                        id.toString(),
                        cluster.stackId + "-" + kind + "-" + id.toString().substring(0, 5),
                        group.flavorId,
                        cluster.certificatesIssuedAt));
            }
        }
        return servers;
    }
}
