// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** Nothing is served, so nothing is known. Silence is no proof of expiry. */
final class NoCertificate implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        if (looked.seen().certificate().certificate() != null) {
            return Optional.empty();
        }
        if (looked.seen().api().answers()) {
            return Optional.of(looked.diagnosis(
                    Condition.CANNOT_KNOW,
                    null,
                    "No certificate could be seen, and the Kubernetes API answered all the same, over a connection that was"
                            + " verified. So it is reachable, and only the end of its certificate is not known: "
                            + looked.seen().certificate().detail(),
                    Culprit.UNKNOWN,
                    Certainty.UNKNOWN,
                    List.of("The same look some minutes later: one connection may have been reset.")));
        }
        return Optional.of(looked.diagnosis(
                Condition.UNREACHABLE,
                null,
                "No certificate could be seen, so nothing is known about its expiry: "
                        + looked.seen().certificate().detail(),
                Culprit.UNKNOWN,
                Certainty.UNKNOWN,
                List.of(
                        "Whether the address answers from another network (lookAgain: in the fleet file).",
                        "Whether the control plane's machines run, and which certificates lie on them (ssh: in the fleet"
                                + " file).",
                        "The load balancer before the API, and its floating IP.")));
    }
}
