// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Something is wrong, and no certificate is the cause. */
final class OtherTroubleRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        String trouble = trouble(input.seen());
        if (trouble == null) {
            return Optional.empty();
        }
        return Optional.of(input.ofServed(
                Condition.BROKEN_OTHERWISE,
                input.servedUntil(ReasonCode.OTHER_TROUBLE).with("trouble", trouble),
                Cause.NONE,
                Certainty.LIKELY,
                List.of()));
    }

    private static @Nullable String trouble(Observation seen) {
        CloudCluster cloud = seen.cloud();
        HubSighting hub = seen.hub();
        if (!seen.api().answers() && seen.api().trouble() != ApiTrouble.NOT_ASKED) {
            return seen.api().detail();
        }
        if (cloud != null && cloud.status().isFailed()) {
            return "Magnum says " + cloud.status() + ".";
        }
        if (hub != null && !hub.healthy()) {
            return hub.detail();
        }
        return null;
    }
}
