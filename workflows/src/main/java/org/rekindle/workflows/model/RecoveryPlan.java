// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param hops the upgrades, in their order
 * @param data what becomes of the data, one sentence each
 * @param quota how much the project may have, has, and needs
 * @param humanToDos what no workflow can do, one sentence each
 * @param approvals how many people must give leave, each under another name; 0 where nothing is destroyed
 * @param ticket the text of a ticket to the operators of the cloud, null where none is needed
 * @param releases whether each release could be deployed after a rebuild, one sentence each, faults first
 * @param found what the cluster was like when the plan was made, null where nothing is destroyed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecoveryPlan(
        String cluster,
        @Nullable ClusterIdentity identity,
        Remedy remedy,
        Diagnosis diagnosis,
        @Nullable Rung upgradeTo,
        List<Rung> ladder,
        List<PlannedStep> steps,
        List<String> destroys,
        List<LeftOver> dataAtRisk,
        boolean keepVolumes,
        @Nullable Shape shape,
        List<Decision> decisions,
        Instant madeAt,
        List<Rung> hops,
        List<String> data,
        List<QuotaLine> quota,
        List<String> humanToDos,
        int approvals,
        @Nullable String ticket,
        List<String> releases,
        @Nullable ClusterState found) {

    /** What an older history does not tell was not planned then. */
    public RecoveryPlan {
        hops = hops == null ? List.of() : List.copyOf(hops);
        data = data == null ? List.of() : List.copyOf(data);
        quota = quota == null ? List.of() : List.copyOf(quota);
        humanToDos = humanToDos == null ? List.of() : List.copyOf(humanToDos);
        releases = releases == null ? List.of() : List.copyOf(releases);
    }
}
