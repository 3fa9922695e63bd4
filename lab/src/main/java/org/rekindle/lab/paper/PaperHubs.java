// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.paper;

import java.util.List;
import org.rekindle.lab.paper.PaperFacts.Proof;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.HelmActivities;
import org.rekindle.workflows.activities.HubActivities;
import org.rekindle.workflows.model.BuildProof;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.ReleaseCheck;
import org.rekindle.workflows.model.ReleaseChecks;
import org.rekindle.workflows.model.ReleaseOutcome;
import org.rekindle.workflows.model.ReleaseRequest;
import org.rekindle.workflows.model.ReleasesToCheck;

/** Hubs on paper, and the releases that make them. */
public final class PaperHubs implements HubActivities, HelmActivities {

    private final PaperSite site;

    /** Hubs of this site. */
    public PaperHubs(PaperSite site) {
        this.site = site;
    }

    @Override
    public HubSighting look(HubTarget target) {
        String says = site.facts().hub();
        return says == null || site.firstOnes().isEmpty()
                ? new HubSighting(true, "The hub says that it is well.")
                : new HubSighting(false, says);
    }

    @Override
    public HubSighting awaitHealthy(HubTarget target) {
        String instead = site.insteadOf(Proof.HUB);
        if (instead != null) {
            throw Failures.stillWaiting(instead, target.pollEvery());
        }
        return new HubSighting(true, "The hub says that it is well.");
    }

    @Override
    public BuildProof proveBuild(HubTarget target) {
        String instead = site.insteadOf(Proof.BUILD);
        if (instead != null) {
            return new BuildProof(false, true, List.of("waiting", "building", "pushing", "failed"), instead);
        }
        String launchedOnly = site.insteadOf(Proof.FRESH_BUILD);
        if (launchedOnly != null) {
            return new BuildProof(true, false, List.of("built", "launching", "ready"), launchedOnly);
        }
        return new BuildProof(
                true,
                true,
                List.of("waiting", "building", "pushing", "built", "launching", "ready"),
                "Built and launched.");
    }

    @Override
    public ReleaseChecks check(ReleasesToCheck asked) {
        String instead = site.insteadOf(Proof.RENDER);
        return new ReleaseChecks(asked.releases().stream()
                .map(release -> instead == null
                        ? new ReleaseCheck(release.name(), true, "Release " + release.name() + " renders.")
                        : new ReleaseCheck(
                                release.name(), false, "Release " + release.name() + " does not render: " + instead))
                .toList());
    }

    @Override
    public ReleaseOutcome ensureRelease(ReleaseRequest request) {
        String instead = site.insteadOf(Proof.RELEASE);
        if (instead != null) {
            throw Failures.of(FailureCode.REFUSED, instead);
        }
        return new ReleaseOutcome(true, "deployed", 1, request.release().name() + " is deployed.");
    }
}
