// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Diagnosis;

/** What remedies that destroy nothing have in common. */
abstract class NonDestructiveRemedy implements RemedyOption {

    @Override
    public List<CandidateTemplate> upgrades(RemedyInput input) {
        return List.of();
    }

    @Override
    public final List<String> destroys(CloudCluster cloud, List<String> dataAtRisk) {
        return List.of();
    }

    @Override
    public List<String> humanToDos(ClusterProfile profile, CloudCluster cloud) {
        return List.of();
    }

    @Override
    public final Optional<String> lackingQuota(List<QuotaLine> lines) {
        return Optional.empty();
    }

    @Override
    public Optional<String> ticket(CloudCluster cloud, Observation seen, Diagnosis diagnosis) {
        return Optional.empty();
    }
}
