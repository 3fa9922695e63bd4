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
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.Phase;

/** One remedy, which answers for itself: when it is the right one, what it does, what it destroys and what it leaves to people. */
public interface RemedyOption {

    /** Its id, which plans and histories hold. */
    Remedy id();

    /** Why it is not for this case; empty when it is. */
    Optional<Reason> objection(RemedyInput input);

    /** Whether it may be carried out though the cluster still works. */
    default boolean replacesWhatWorks(RemedyInput input) {
        return false;
    }

    /** Why it is for this case, in one reason or several. */
    List<Reason> reasons(RemedyInput input);

    /** The upgrades that it really makes, of those that could be made. */
    List<CandidateTemplate> upgrades(RemedyInput input);

    /** What it does, step by step; nothing where it ends the run. */
    List<PlannedStep> steps(StepsInput input);

    /** The phases of a run that carries it out, from the first one after planning. */
    List<Phase> phases(boolean upgrades);

    /**
     * What it destroys, one sentence each.
     *
     * @param dataAtRisk sentences about the data that would go with the cluster
     */
    List<String> destroys(CloudCluster cloud, List<String> dataAtRisk);

    /** What people must do, one sentence each. */
    List<String> humanToDos(ClusterProfile profile, CloudCluster cloud);

    /** What the quota lacks for it; empty when there is room, and for a remedy that needs none. */
    Optional<String> lackingQuota(List<QuotaLine> lines);

    /** The ticket to the operators of the cloud; empty for a remedy that needs none. */
    Optional<String> ticket(CloudCluster cloud, Observation seen, Diagnosis diagnosis);
}
