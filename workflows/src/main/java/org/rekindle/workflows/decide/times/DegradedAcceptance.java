// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.NodeSighting;

/**
 * Decides whether a cluster that Magnum still calls CREATE_IN_PROGRESS is taken on our own evidence. Magnum waits for every add-on, and
 * the Kubernetes dashboard of some public templates never gets ready (zonca issue 104: a cluster that worked, in progress for
 * ever). Users need an API that answers and nodes that are ready, and the proofs that follow will tell the rest.
 */
public final class DegradedAcceptance {

    private DegradedAcceptance() {}

    /**
     * The answer.
     *
     * @param reasons for or against, one sentence each
     */
    public record Answer(boolean accepted, List<String> reasons) {}

    /**
     * Looks at the evidence.
     *
     * @param api asked with credentials that Magnum signed, verified against the authority that Magnum names
     * @param firstGroup the node group that the create itself makes; the others are added afterwards
     */
    public static Answer judge(CloudCluster cluster, ApiSighting api, NodeGroupShape firstGroup) {
        List<String> against = new ArrayList<>();
        if (!cluster.status().equals("CREATE_IN_PROGRESS")) {
            against.add("Magnum says " + cluster.status() + ", and only what is still being created can be taken so.");
        }
        if (!api.answers()) {
            against.add("Its API does not answer: " + api.detail());
        }
        Map<Boolean, Long> workers = api.nodes().stream()
                .filter(node -> node.nodeGroup() != null)
                .collect(Collectors.partitioningBy(NodeSighting::ready, Collectors.counting()));
        long ready = workers.getOrDefault(true, 0L);
        if (ready < firstGroup.count()) {
            against.add(ready + " of " + firstGroup.count() + " nodes of " + firstGroup.name() + " are ready.");
        }
        if (!against.isEmpty()) {
            return new Answer(false, List.copyOf(against));
        }
        return new Answer(
                true,
                List.of(
                        "Its API answers with what Magnum signed, and " + ready + " of " + firstGroup.count()
                                + " nodes are ready, so users can be let in.",
                        "What Magnum still waits for: " + waiting(cluster) + "."));
    }

    private static String waiting(CloudCluster cluster) {
        if (cluster.healthReasons().isEmpty()) {
            return cluster.statusReason() == null
                    ? "it does not say; an add-on as a rule, such as the Kubernetes dashboard"
                    : cluster.statusReason();
        }
        return cluster.healthReasons().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(reason -> reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining(", "));
    }
}
