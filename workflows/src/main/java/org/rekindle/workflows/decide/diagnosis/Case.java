// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.ServedCertificate;

/** One observation, as the suspicions ask about it. */
record Case(Observation seen, Duration renewBefore) {

    private static final long SECONDS_OF_A_DAY = 86_400L;

    Instant now() {
        return seen.at();
    }

    /** The certificate on the wire; {@link NoCertificate} is asked first, so that it is there for everybody else. */
    ServedCertificate served() {
        ServedCertificate served = seen.certificate().certificate();
        if (served == null) {
            throw new IllegalStateException("Nobody may ask for a certificate that was not seen");
        }
        return served;
    }

    /** A sentence that tells of the other certificates at the same address; empty where there is one only. */
    String alsoServed() {
        List<ServedCertificate> others = seen.certificate().others();
        return others.isEmpty()
                ? ""
                : " It is the first to end of " + (others.size() + 1)
                        + " different ones that are served at the same address, as by several API servers; the last one ends"
                        + " at " + others.get(others.size() - 1).notAfter() + ".";
    }

    boolean hasEnded(Instant end) {
        return !now().isBefore(end);
    }

    boolean hasBegun(Instant begin) {
        return !now().isBefore(begin);
    }

    /** Every certificate in the files of the control plane, as far as they could be looked into. */
    Stream<CertificateOnDisk> onDisk() {
        return seen.machines().stream().flatMap(machine -> machine.certificates().stream());
    }

    /** A diagnosis of the certificate that the API server serves. */
    Diagnosis ofServed(
            Condition condition, String sentence, Culprit culprit, Certainty certainty, List<String> wouldTell) {
        return diagnosis(condition, served().notAfter(), sentence, culprit, certainty, wouldTell);
    }

    /** @param end when the certificate in question ends, null when there is none */
    Diagnosis diagnosis(
            Condition condition,
            @Nullable Instant end,
            String sentence,
            Culprit culprit,
            Certainty certainty,
            List<String> wouldTell) {
        Long daysLeft = end == null
                ? null
                : Long.valueOf(Math.floorDiv(Duration.between(now(), end).toSeconds(), SECONDS_OF_A_DAY));
        return new Diagnosis(condition, daysLeft, sentence, Facts.of(seen), culprit, certainty, wouldTell);
    }
}
