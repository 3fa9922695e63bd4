// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Remedy;

/** The API server is well, and what it does not take is our own certificate: a new one costs nothing. */
final class FreshClientCertificate implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.FRESH_CLIENT_CERTIFICATE;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        if (facts.culprit() != Culprit.CLIENT) {
            return Optional.of("It is " + facts.culprit().words() + " that is the trouble, not ours.");
        }
        return facts.tried().contains(remedy())
                ? Optional.of("A new one was not taken either, so the cluster has another authority than Magnum names.")
                : Optional.empty();
    }

    @Override
    public String because(Facts facts) {
        return "The API server serves a certificate that counts and does not take ours; Magnum signs a new one in seconds.";
    }
}
