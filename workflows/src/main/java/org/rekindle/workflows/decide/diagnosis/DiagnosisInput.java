// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** One observation, as the rules ask about it. */
record DiagnosisInput(Observation seen, Duration renewBefore) {

    private static final long SECONDS_OF_A_DAY = 86_400L;

    Instant now() {
        return seen.at();
    }

    /** The certificate on the wire; {@link NoCertificateRule} is asked first, so that it is there for every other rule. */
    ServedCertificate served() {
        ServedCertificate served = seen.certificate().certificate();
        if (served == null) {
            throw new IllegalStateException("No rule may ask for a certificate that was not seen");
        }
        return served;
    }

    /** The same reason, with the other certificates at the same address where there are some. */
    Reason withOthers(Reason reason) {
        List<ServedCertificate> others = seen.certificate().others();
        if (others.isEmpty()) {
            return reason;
        }
        return reason.with("others", others.size() + 1)
                .with("last", others.get(others.size() - 1).notAfter());
    }

    /** A reason that says when the served certificate expires. */
    Reason servedUntil(ReasonCode code) {
        return Reason.of(code, "end", served().notAfter());
    }

    boolean isExpired(Instant end) {
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
    Diagnosis ofServed(Condition condition, Reason reason, Cause cause, Certainty certainty, List<Clue> wouldTell) {
        return diagnosis(condition, served().notAfter(), reason, cause, certainty, wouldTell);
    }

    private @Nullable Long daysLeft(@Nullable Instant end) {
        if (end == null) {
            return null;
        }
        return Math.floorDiv(Duration.between(now(), end).toSeconds(), SECONDS_OF_A_DAY);
    }

    /** @param end when the certificate in question expires, null when there is none */
    Diagnosis diagnosis(
            Condition condition,
            @Nullable Instant end,
            Reason reason,
            Cause cause,
            Certainty certainty,
            List<Clue> wouldTell) {
        return new Diagnosis(condition, daysLeft(end), reason, ObservedFacts.of(seen), cause, certainty, wouldTell);
    }
}
