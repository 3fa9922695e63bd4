// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.ReleaseCheck;

/**
 * All that the choice of a remedy rests on.
 *
 * @param upgrades the upgrades that would be made, empty for none
 * @param candidates the templates that the cluster can be built from
 * @param quota null when it was not asked for
 * @param tried what this run has tried in vain
 * @param releases whether each release could be deployed; empty when it was not asked for
 * @param refusals why Magnum would refuse a create from every template that fits; empty when it would take one
 */
public record RemedyInput(
        ClusterProfile profile,
        Observation seen,
        Diagnosis diagnosis,
        List<CandidateTemplate> upgrades,
        List<CandidateTemplate> candidates,
        @Nullable QuotaSighting quota,
        Set<Remedy> tried,
        List<ReleaseCheck> releases,
        List<Reason> refusals) {

    /** The input where no release was checked, and Magnum would take every create. */
    public RemedyInput(
            ClusterProfile profile,
            Observation seen,
            Diagnosis diagnosis,
            List<CandidateTemplate> upgrades,
            List<CandidateTemplate> candidates,
            @Nullable QuotaSighting quota,
            Set<Remedy> tried) {
        this(profile, seen, diagnosis, upgrades, candidates, quota, tried, List.of(), List.of());
    }

    Condition condition() {
        return diagnosis.condition();
    }

    Cause cause() {
        return diagnosis.cause();
    }

    boolean isExpired() {
        return condition() == Condition.EXPIRED;
    }

    boolean concernsCertificates() {
        return isExpired() || condition() == Condition.EXPIRING;
    }

    boolean hasTried(Remedy remedy) {
        return tried.contains(remedy);
    }

    @Nullable
    CloudCluster cloud() {
        return seen.cloud();
    }
}
