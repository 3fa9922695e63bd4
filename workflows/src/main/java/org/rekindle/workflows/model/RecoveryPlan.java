// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run means to do. Once sealed it does not change: a world that has drifted needs a new plan.
 *
 * @param identity the cluster that the plan is about, as it was looked at
 * @param upgradeTo the template to upgrade to first, null for none
 * @param ladder the templates to build from, in order; empty when nothing is built
 * @param destroys what is destroyed, one sentence each with name and UUID
 * @param dataAtRisk volumes that a delete would take along, unprotected
 * @param keepVolumes true when nothing is deleted while there is data at risk: a plan that names some is never carried out,
 *     and the volumes are protected first
 * @param shape what is built, read before anything is destroyed
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
        Instant madeAt) {}
