// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.QuotaSighting;
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
 */
public record PlanFacts(
        List<Template> visible, Inventory volumes, @Nullable QuotaSighting quota, PastTimes past, Set<Remedy> tried) {

    /** Nothing was asked, since the diagnosis calls for nothing that would need it. */
    public static PlanFacts none(Set<Remedy> tried) {
        return new PlanFacts(List.of(), new Inventory(List.of(), List.of()), null, PastTimes.NONE, tried);
    }
}
