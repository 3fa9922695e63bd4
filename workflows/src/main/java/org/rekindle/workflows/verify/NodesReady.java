// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.NodesWanted;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.run.ActivityStubs;

/** Every node group has the nodes that it starts with, and they are ready. */
final class NodesReady implements VerificationCheck {

    @Override
    public String step() {
        return "nodes ready";
    }

    @Override
    public List<VerificationKey> keys() {
        return List.of();
    }

    @Override
    public boolean isConfigured(Verification verification) {
        return true;
    }

    @Override
    public String configuredBy() {
        return "always";
    }

    @Override
    public boolean needsConnection(Verification verification) {
        return true;
    }

    @Override
    public String awaited(ClusterProfile profile) {
        return "every node to be ready";
    }

    @Override
    public CheckResult prove(CheckedCluster cluster) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (NodeGroupShape nodeGroup : cluster.built().nodeGroups()) {
            wanted.put(nodeGroup.name(), nodeGroup.count());
        }
        String seen = ActivityStubs.remote(
                        KubernetesActivities.class, "Wait until every node is ready", longest(cluster.profile()))
                .awaitNodes(new NodesWanted(
                        cluster.profile().cluster(), cluster.connected().kubeconfig(), wanted, cluster.pollEvery()))
                .detail();
        return CheckResult.proven("Nodes: " + seen);
    }
}
