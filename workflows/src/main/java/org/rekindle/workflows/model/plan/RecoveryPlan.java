// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterState;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.Shape;

/**
 * What a run means to do. Once sealed it does not change: a world that has drifted needs a new plan.
 *
 * @param identity the Magnum cluster that it is about, null when Magnum knows none
 * @param upgradeTo the first of the upgrades, null when none is made
 * @param ladder the templates to build from, in the order in which they are tried
 * @param destroys what is destroyed, by name and UUID, one sentence each
 * @param dataAtRisk what would be lost with it
 * @param keepVolumes true when nothing is deleted while there is data at risk: a plan that names some is never carried out,
 *     and the volumes are protected first
 * @param shape what is built, read before anything is destroyed
 * @param upgrades the upgrades, in their order
 * @param data what becomes of the data, one sentence each
 * @param quota how much the project may have, has, and needs
 * @param humanToDos what no workflow can do, one sentence each
 * @param approvals how many people must approve, each under another name; 0 where nothing is destroyed
 * @param signed whether each approval must be signed with the approver's key; else names are claims
 * @param signedRequest whether one more person must approve while no one has signed for the run as its requester
 * @param ticket the text of a ticket to the operators of the cloud, null where none is needed
 * @param releases whether each release could be deployed after a rebuild, and each command started, one sentence each, faults first
 * @param found what the cluster was like when the plan was made, null where nothing is destroyed
 * @param rescue what was copied out of the cluster to be put back, null where the fleet file does not ask for it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecoveryPlan(
        String cluster,
        @Nullable ClusterIdentity identity,
        Remedy remedy,
        Diagnosis diagnosis,
        @Nullable CandidateTemplate upgradeTo,
        List<CandidateTemplate> ladder,
        List<PlannedStep> steps,
        List<String> destroys,
        List<LeftOver> dataAtRisk,
        boolean keepVolumes,
        @Nullable Shape shape,
        List<Decision> decisions,
        Instant madeAt,
        List<CandidateTemplate> upgrades,
        List<String> data,
        List<QuotaLine> quota,
        List<String> humanToDos,
        int approvals,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean signed,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean signedRequest,
        @Nullable String ticket,
        List<String> releases,
        @Nullable ClusterState found,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RescueSighting rescue) {

    /** Keeps the lists as they are. */
    public RecoveryPlan {
        upgrades = List.copyOf(upgrades);
        data = List.copyOf(data);
        quota = List.copyOf(quota);
        humanToDos = List.copyOf(humanToDos);
        releases = List.copyOf(releases);
    }
}
