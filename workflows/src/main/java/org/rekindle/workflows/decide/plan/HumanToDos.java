// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Remedy;

/** Lists what no workflow can do: names that belong to somebody else, people who hold the old kubeconfig, operators to be asked. */
final class HumanToDos {

    private HumanToDos() {}

    static List<String> of(Remedy remedy, ClusterProfile profile, CloudCluster cloud) {
        return switch (remedy) {
            case NOTHING, FRESH_CLIENT_CERTIFICATE, SAME_VERSION_ROLL, UPGRADE -> List.of();
            case RENEW_IN_PLACE ->
                List.of("Whoever keeps a copy of admin.conf from one of the machines needs the new one.");
            case REBUILD, REBUILD_BESIDE -> afterRebuild(profile, cloud);
            case TICKET ->
                List.of("Send the ticket to the operators of the cloud, and start again when they are done.");
            case HAND_TO_HUMAN -> List.of("Look at what was seen, and decide.");
        };
    }

    private static List<String> afterRebuild(ClusterProfile profile, CloudCluster cloud) {
        List<String> todos = new ArrayList<>();
        List<String> names = Stream.of(
                        profile.verification().hubUrl(), profile.verification().binderUrl())
                .filter(Objects::nonNull)
                .map(url -> url.replaceFirst("^[a-z]+://", "").replaceFirst("[/:].*", ""))
                .distinct()
                .toList();
        if (!names.isEmpty()) {
            todos.add("Whoever owns " + String.join(" and ", names)
                    + " must point it at the new load balancer, whose address is another one; ask them now, and lower the"
                    + " TTL.");
        }
        todos.add("Whoever has a kubeconfig of the old cluster needs a new one: address and authority change.");
        if (profile.magnumCluster().equals(cloud.identity().uuid())) {
            todos.add(
                    "The fleet file names the cluster by UUID: write the new one there. Until then surveys and runs follow it by"
                            + " what the run has kept.");
        }
        return List.copyOf(todos);
    }
}
