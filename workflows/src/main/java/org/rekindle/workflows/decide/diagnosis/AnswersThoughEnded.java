// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/**
 * The certificate on the wire has ended, and what the API said speaks against its being the cluster's: it answered us, who check its
 * certificate, or what it shows is none that the cluster's authority has signed. What lies on the machines would settle it.
 */
final class AnswersThoughEnded implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        ApiSighting api = looked.seen().api();
        boolean stranger = api.trouble() == ApiTrouble.OTHER_AUTHORITY;
        boolean settled = looked.onDisk()
                .anyMatch(each -> each.name().equals(OutOfDate.API_SERVER) && looked.hasEnded(each.notAfter()));
        if (!looked.hasEnded(looked.served().notAfter()) || settled || !(api.answers() || stranger)) {
            return Optional.empty();
        }
        return Optional.of(
                looked.diagnosis(
                        Condition.CANNOT_KNOW,
                        null,
                        "A certificate is served that expired at "
                                + looked.served().notAfter() + ", and "
                                + (stranger
                                        ? "the authority that Magnum names has not signed it, so it may not be the cluster's."
                                        : "the Kubernetes API answered all the same, to a client that takes no such certificate."),
                        Culprit.UNKNOWN,
                        Certainty.UNKNOWN,
                        List.of(
                                "Which certificates lie on the control plane's machines (ssh: in the fleet file).",
                                stranger
                                        ? "Whether somebody ran `openstack coe ca rotate`, and whether the address is still the cluster's."
                                        : "Whether several API servers stand behind the address, of which some were renewed.")));
    }
}
