// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.policy.UpgradePolicy;

/** What remedies that build a new cluster and delete the old one have in common. */
abstract class RebuildingRemedy implements RemedyOption {

    /** The upgrades that a policy insists on before a rebuild. */
    @Override
    public final List<CandidateTemplate> upgrades(RemedyInput input) {
        if (input.profile().policy().upgrade() == UpgradePolicy.ALWAYS) {
            return input.upgrades();
        }
        return List.of();
    }

    @Override
    public final List<String> destroys(CloudCluster cloud, List<String> dataAtRisk) {
        List<String> destroys = new ArrayList<>();
        destroys.add("Cluster " + cloud.identity().name() + ", UUID "
                + cloud.identity().uuid() + ", stack " + cloud.identity().stackId() + ", created "
                + cloud.identity().createdAt() + ".");
        destroys.addAll(dataAtRisk);
        destroys.add("Any cluster that this run itself creates and that does not come up by its deadline, or that is a"
                + " duplicate of the same request.");
        return List.copyOf(destroys);
    }

    @Override
    public final List<String> humanToDos(ClusterProfile profile, CloudCluster cloud) {
        List<String> todos = new ArrayList<>();
        List<String> names = profile.verification().hubHosts();
        if (!names.isEmpty()) {
            todos.add(names(profile, String.join(" and ", names)));
        }
        todos.add(kubeconfigs(profile));
        if (profile.magnumCluster().equals(cloud.identity().uuid().value())) {
            todos.add(
                    "The fleet file names the cluster by UUID: write the new one there. Until then surveys and runs follow"
                            + " it by what the run has kept.");
        }
        return List.copyOf(todos);
    }

    private static String names(ClusterProfile profile, String names) {
        if (profile.recordsSetAt().isEmpty()) {
            return "The owner of " + names
                    + " must point it at the new load balancer, whose address is another one; ask now,"
                    + " and lower the TTL.";
        }
        return "Lower the TTL of " + names + " now: resolvers keep the old address for that long after the run has set"
                + " the new one.";
    }

    private static String kubeconfigs(ClusterProfile profile) {
        if (profile.handOff().isEmpty()) {
            return "The owners of a kubeconfig of the old cluster need a new one: address and authority change.";
        }
        return "The new kubeconfig is handed off by " + profile.handOffNames()
                + "; all other owners of one of the old cluster need it too: address and authority change.";
    }

    @Override
    public final Optional<String> ticket(CloudCluster cloud, Observation seen, Diagnosis diagnosis) {
        return Optional.empty();
    }
}
