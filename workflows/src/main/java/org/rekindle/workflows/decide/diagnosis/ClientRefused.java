// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** The API server is well and does not know us. */
final class ClientRefused implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        if (looked.seen().api().trouble() != ApiTrouble.CLIENT_REFUSED) {
            return Optional.empty();
        }
        return Optional.of(looked.ofServed(
                Condition.BROKEN_OTHERWISE,
                "The API server's certificate counts until " + looked.served().notAfter()
                        + "; it is our own client certificate that is not taken: "
                        + looked.seen().api().detail(),
                Culprit.CLIENT,
                Certainty.LIKELY,
                List.of("Whether one that Magnum signs anew is taken; if not, the authority was changed.")));
    }
}
