// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.ServedCertificate;

/** Our own two clocks, Temporal's and the worker's, differ by so much that the certificate counts by one and not by the other. */
final class ClocksDiffer implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        Instant worker = looked.seen().certificate().lookedAt();
        ServedCertificate doubtful = worker == null
                ? null
                : looked.seen()
                        .certificate()
                        .all()
                        .filter(each -> counts(each, worker) != counts(each, looked.now()))
                        .findFirst()
                        .orElse(null);
        if (worker == null || doubtful == null) {
            return Optional.empty();
        }
        Duration apart = Duration.between(worker, looked.now());
        return Optional.of(looked.ofServed(
                Condition.CANNOT_KNOW,
                "It depends on the clock whether the certificate counts: Temporal's says " + looked.now()
                        + ", the worker's " + worker + ", " + Words.of(apart)
                        + " apart, and the certificate is valid from "
                        + doubtful.notBefore() + " to " + doubtful.notAfter() + ".",
                Culprit.CLOCK,
                Certainty.UNKNOWN,
                List.of("Set both clocks by the same time server (timedatectl, chronyc tracking), then look again.")));
    }

    private static boolean counts(ServedCertificate served, Instant time) {
        return !time.isBefore(served.notBefore()) && time.isBefore(served.notAfter());
    }
}
