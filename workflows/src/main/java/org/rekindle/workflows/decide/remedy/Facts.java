// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.ReleaseCheck;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;

/**
 * All that the choice of a remedy rests on.
 *
 * @param hops the upgrades that would be made, empty for none
 * @param rungs the templates that the cluster can be built from
 * @param quota null when nobody asked
 * @param tried what this run has tried in vain
 * @param releases whether each release could be deployed; empty when nobody asked
 * @param refusals why Magnum would refuse a create from every template that fits; empty when it would take one
 */
public record Facts(
        ClusterProfile profile,
        Observation seen,
        Diagnosis diagnosis,
        List<Rung> hops,
        List<Rung> rungs,
        @Nullable QuotaSighting quota,
        Set<Remedy> tried,
        List<ReleaseCheck> releases,
        List<String> refusals) {

    /** The facts where no release was checked, and Magnum would take every create. */
    public Facts(
            ClusterProfile profile,
            Observation seen,
            Diagnosis diagnosis,
            List<Rung> hops,
            List<Rung> rungs,
            @Nullable QuotaSighting quota,
            Set<Remedy> tried) {
        this(profile, seen, diagnosis, hops, rungs, quota, tried, List.of(), List.of());
    }

    Condition condition() {
        return diagnosis.condition();
    }

    Culprit culprit() {
        return diagnosis.culprit();
    }

    boolean isExpired() {
        return condition() == Condition.EXPIRED;
    }

    boolean concernsCertificates() {
        return isExpired() || condition() == Condition.EXPIRING;
    }

    @Nullable
    CloudCluster cloud() {
        return seen.cloud();
    }
}
