// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterStatus.Action;
import org.rekindle.workflows.model.observation.ClusterStatus.Progress;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Decides whether a cluster that Magnum still calls CREATE_IN_PROGRESS is accepted on our own evidence. Magnum waits for every add-on, and
 * the Kubernetes dashboard of some public templates never gets ready (zonca issue 104: a cluster that worked, in progress for
 * ever). Users need an API that answers and nodes that are ready, and the proofs that follow will show the rest.
 */
public final class DegradedAcceptance {

    private DegradedAcceptance() {}

    /**
     * The answer.
     *
     * @param reasons for or against
     */
    public record Answer(boolean accepted, List<Reason> reasons) {}

    /**
     * Looks at the evidence.
     *
     * @param api asked with credentials that Magnum signed, verified against the authority that Magnum names
     * @param firstGroup the node group that the create itself makes; the others are added afterwards
     */
    public static Answer judge(CloudCluster cluster, ApiSighting api, NodeGroupShape firstGroup) {
        List<Reason> against = new ArrayList<>();
        if (!cluster.status().is(Action.CREATE, Progress.IN_PROGRESS)) {
            against.add(Reason.of(
                    ReasonCode.NOT_BEING_CREATED, "status", cluster.status().toString()));
        }
        if (!api.answers()) {
            against.add(Reason.of(ReasonCode.API_IS_SILENT, "detail", api.detail()));
        }
        long ready = api.nodes().stream()
                .filter(node -> node.nodeGroup() != null && node.ready())
                .count();
        if (ready < firstGroup.count()) {
            against.add(nodes(ReasonCode.TOO_FEW_NODES, ready, firstGroup).with("group", firstGroup.name()));
        }
        if (!against.isEmpty()) {
            return new Answer(false, List.copyOf(against));
        }
        return new Answer(true, List.of(nodes(ReasonCode.USERS_CAN_WORK, ready, firstGroup), stillWaits(cluster)));
    }

    private static Reason nodes(ReasonCode code, long ready, NodeGroupShape group) {
        return Reason.of(code, "ready", ready).with("wanted", group.count());
    }

    private static Reason stillWaits(CloudCluster cluster) {
        Reason waits = Reason.of(ReasonCode.MAGNUM_STILL_WAITS);
        if (!cluster.healthReasons().isEmpty()) {
            return waits.with("waiting", inWords(cluster.healthReasons()));
        }
        if (cluster.statusReason() != null) {
            return waits.with("waiting", cluster.statusReason());
        }
        return waits;
    }

    private static String inWords(Map<String, String> healthReasons) {
        return healthReasons.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(reason -> reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining(", "));
    }
}
