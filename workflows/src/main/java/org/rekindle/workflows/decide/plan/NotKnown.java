// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterState;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;

/** Says what a plan that destroys does not know, so that the one who approves does. */
final class NotKnown {

    private NotKnown() {}

    static List<Decision> decisions(@Nullable CloudCluster cloud, PlanInput facts) {
        List<Decision> decisions = new ArrayList<>();
        if (cloud != null && ClusterState.of(cloud).changing()) {
            decisions.add(Decision.of(StepId.STATE, ChoiceCode.REPORTED, Reason.of(ReasonCode.STATE_CHANGING))
                    .naming(cloud.status().toString()));
        }
        String unknown = facts.createUnknown();
        if (unknown != null) {
            decisions.add(Decision.of(
                    StepId.CREATE,
                    ChoiceCode.NOT_KNOWN_YET,
                    Reason.of(ReasonCode.CREATE_NOT_KNOWN, "detail", unknown)));
        }
        QuotaSighting quota = facts.quota();
        if (quota != null) {
            quota.notLooked()
                    .forEach(why -> decisions.add(Decision.of(
                            StepId.QUOTA, ChoiceCode.NOT_KNOWN, Reason.of(ReasonCode.QUOTA_NOT_KNOWN, "detail", why))));
        }
        return List.copyOf(decisions);
    }
}
