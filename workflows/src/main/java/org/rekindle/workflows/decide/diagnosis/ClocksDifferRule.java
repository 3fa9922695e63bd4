// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Our own two clocks, Temporal's and the worker's, differ by so much that the certificate is valid by one and not by the other. */
final class ClocksDifferRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        Instant worker = input.seen().certificate().lookedAt();
        if (worker == null) {
            return Optional.empty();
        }
        return input.seen()
                .certificate()
                .all()
                .filter(each -> isValid(each, worker) != isValid(each, input.now()))
                .findFirst()
                .map(doubtful -> diagnosis(input, worker, doubtful));
    }

    private static Diagnosis diagnosis(DiagnosisInput input, Instant worker, ServedCertificate doubtful) {
        Duration apart = Duration.between(worker, input.now());
        return input.ofServed(
                Condition.CANNOT_KNOW,
                Reason.of(ReasonCode.CLOCKS_DIFFER, "temporal", input.now())
                        .with("worker", worker)
                        .with("apart", Text.of(apart))
                        .with("begin", doubtful.notBefore())
                        .with("end", doubtful.notAfter()),
                Cause.CLOCK,
                Certainty.UNKNOWN,
                List.of(Clue.SAME_TIME_SERVER));
    }

    private static boolean isValid(ServedCertificate served, Instant time) {
        return !time.isBefore(served.notBefore()) && time.isBefore(served.notAfter());
    }
}
