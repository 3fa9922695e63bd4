// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Diagnosis;

/** The certificate on the wire counts, and one that nobody outside sees has ended: mixed expiry, seen in the machine's files. */
final class Ended implements Suspicion {

    private final Ending ending;

    Ended(Ending ending) {
        this.ending = ending;
    }

    @Override
    public Optional<Diagnosis> about(Case looked) {
        return OutOfDate.among(looked.onDisk(), looked.now()).stream()
                .filter(certificate -> ending.isOf(certificate.name()))
                .findFirst()
                .map(ended -> looked.diagnosis(
                        Condition.EXPIRED,
                        ended.notAfter(),
                        "The certificate " + ended.name() + " in the control plane's files expired at "
                                + ended.notAfter()
                                + ", so " + ending.effect() + "; the one that the API server serves counts until "
                                + looked.served().notAfter() + ".",
                        ending.culprit(),
                        Certainty.CERTAIN,
                        List.of()));
    }
}
