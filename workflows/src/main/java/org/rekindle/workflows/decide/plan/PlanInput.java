// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.ReleaseCheck;

/**
 * What a plan rests on beside the observation.
 *
 * @param visible the templates that the project sees
 * @param volumes the volumes that are the cluster's, and what could not be looked at
 * @param quota null when it was not asked for
 * @param past how long things took here before
 * @param tried what this run has tried in vain
 * @param releases whether each release could be deployed; empty while nothing that tears down is planned
 * @param create what decides whether Magnum accepts a create; null when it was not asked for or is not known
 * @param createUnknown why it is not known, null when it is known or was not asked for
 * @param namesLeft why the run cannot set a public name, a sentence for each; empty where it can, or a person is to
 * @param rescue what was copied out of the cluster; null where the fleet file does not ask for it
 */
public record PlanInput(
        List<Template> visible,
        Inventory volumes,
        @Nullable QuotaSighting quota,
        PastTimes past,
        Set<Remedy> tried,
        List<ReleaseCheck> releases,
        @Nullable CreateFacts create,
        @Nullable String createUnknown,
        List<String> namesLeft,
        @Nullable RescueSighting rescue) {

    /** The facts before the releases are checked, where it was not asked whether Magnum accepts a create. */
    public PlanInput(
            List<Template> visible,
            Inventory volumes,
            @Nullable QuotaSighting quota,
            PastTimes past,
            Set<Remedy> tried) {
        this(visible, volumes, quota, past, tried, List.of(), null, null, List.of(), null);
    }

    /** Nothing was asked, since the diagnosis calls for nothing that would need it. */
    public static PlanInput none(Set<Remedy> tried) {
        return new PlanInput(List.of(), new Inventory(List.of(), List.of()), null, PastTimes.NONE, tried);
    }

    /** The same facts with what is asked only where a cluster is to be torn down. */
    public PlanInput with(List<ReleaseCheck> checks, List<String> left, @Nullable RescueSighting rescued) {
        return new PlanInput(
                visible,
                volumes,
                quota,
                past,
                tried,
                List.copyOf(checks),
                create,
                createUnknown,
                List.copyOf(left),
                rescued);
    }
}
