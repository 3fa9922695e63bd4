// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterState;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.QuotaSighting;

/** Says what a plan that destroys does not know, so that the one who approves does. */
final class NotKnown {

    private NotKnown() {}

    static List<Decision> decisions(@Nullable CloudCluster cloud, PlanFacts facts) {
        List<Decision> decisions = new ArrayList<>();
        if (cloud != null && ClusterState.of(cloud).changing()) {
            decisions.add(new Decision(
                    "state",
                    "is " + cloud.status(),
                    "Magnum is in the middle of something: a change that hangs, or one that somebody makes right now."
                            + " Approve only when you know which."));
        }
        String unknown = facts.createUnknown();
        if (unknown != null) {
            decisions.add(new Decision(
                    "create",
                    "not known yet",
                    "Whether Magnum would take the create is looked at again right before the delete: " + unknown));
        }
        QuotaSighting quota = facts.quota();
        if (quota != null) {
            quota.notLooked().forEach(why -> decisions.add(new Decision("quota", "not known", why)));
        }
        return List.copyOf(decisions);
    }
}
