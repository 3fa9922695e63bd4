// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/**
 * Nothing is served, and a certificate in the machines' files has ended without which nothing is: an API server that cannot reach
 * etcd does not stay up, and a kubelet that starts without a certificate that counts starts none.
 */
final class EndedInSilence implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        CertificateSighting elsewhere = looked.seen().elsewhere();
        boolean silent = looked.seen().certificate().certificate() == null
                && (elsewhere == null || elsewhere.certificate() == null)
                && !looked.seen().api().answers();
        if (!silent) {
            return Optional.empty();
        }
        return new AuthorityEnded().about(looked).or(() -> onDisk(looked)).or(() -> new CredentialGone().about(looked));
    }

    private static Optional<Diagnosis> onDisk(Case looked) {
        return OutOfDate.among(looked.onDisk(), looked.now()).stream()
                .filter(ended ->
                        Ending.of(ended.name()).filter(Ending::silences).isPresent())
                .findFirst()
                .map(ended -> looked.diagnosis(
                        Condition.EXPIRED,
                        ended.notAfter(),
                        "Nothing is served, and the certificate " + ended.name()
                                + " in the control plane's files expired at " + ended.notAfter() + ".",
                        Ending.of(ended.name()).map(Ending::culprit).orElse(Culprit.API_SERVER),
                        Certainty.LIKELY,
                        List.of("Why the API server does not run: its container's log on the machine (crictl logs).")));
    }
}
