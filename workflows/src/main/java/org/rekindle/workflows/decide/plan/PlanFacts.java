// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CreateFacts;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.ReleaseCheck;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Template;

/**
 * What a plan rests on beside the observation.
 *
 * @param visible the templates that the project sees
 * @param volumes the volumes that are the cluster's, and what could not be looked at
 * @param quota null when nobody asked
 * @param past how long things took here before
 * @param tried what this run has tried in vain
 * @param releases whether each release could be deployed; empty while nothing that tears down is planned
 * @param create what decides whether Magnum takes a create; null when nobody asked or it could not be told
 * @param createUnknown why it could not be told, null when it was or nobody asked
 */
public record PlanFacts(
        List<Template> visible,
        Inventory volumes,
        @Nullable QuotaSighting quota,
        PastTimes past,
        Set<Remedy> tried,
        List<ReleaseCheck> releases,
        @Nullable CreateFacts create,
        @Nullable String createUnknown) {

    /** The facts before the releases are checked, where nobody asked whether Magnum takes a create. */
    public PlanFacts(
            List<Template> visible,
            Inventory volumes,
            @Nullable QuotaSighting quota,
            PastTimes past,
            Set<Remedy> tried) {
        this(visible, volumes, quota, past, tried, List.of(), null, null);
    }

    /** Nothing was asked, since the diagnosis calls for nothing that would need it. */
    public static PlanFacts none(Set<Remedy> tried) {
        return new PlanFacts(List.of(), new Inventory(List.of(), List.of()), null, PastTimes.NONE, tried);
    }

    /** The same facts with the answers about the releases. */
    public PlanFacts with(List<ReleaseCheck> checks) {
        return new PlanFacts(visible, volumes, quota, past, tried, List.copyOf(checks), create, createUnknown);
    }
}
