// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.run.PastTimes;

/**
 * What the steps of a remedy rest on.
 *
 * @param upgrades upgrades that are made, or tried before a rebuild
 * @param candidates the templates to build from, in the order in which they are tried
 * @param past how long things took here before
 * @param protects whether volumes are protected first
 */
public record StepsInput(
        ClusterProfile profile,
        List<CandidateTemplate> upgrades,
        List<CandidateTemplate> candidates,
        PastTimes past,
        boolean protects) {}
