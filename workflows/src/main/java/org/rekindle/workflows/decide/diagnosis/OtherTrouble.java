// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.Observation;

/** Something is wrong that no certificate has to do with. */
final class OtherTrouble implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        String trouble = trouble(looked.seen());
        return trouble == null
                ? Optional.empty()
                : Optional.of(looked.ofServed(
                        Condition.BROKEN_OTHERWISE,
                        "The certificate is good until " + looked.served().notAfter() + ", so it is not the trouble: "
                                + trouble,
                        Culprit.NONE,
                        Certainty.LIKELY,
                        List.of()));
    }

    private static @Nullable String trouble(Observation seen) {
        CloudCluster cloud = seen.cloud();
        HubSighting hub = seen.hub();
        if (!seen.api().answers() && seen.api().trouble() != ApiTrouble.NOT_ASKED) {
            return seen.api().detail();
        }
        if (cloud != null && cloud.status().endsWith("_FAILED")) {
            return "Magnum says " + cloud.status() + ".";
        }
        return hub != null && !hub.healthy() ? hub.detail() : null;
    }
}
