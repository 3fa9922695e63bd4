// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The certificate on the wire has expired: what happened in March 2026, a year to the hour after the cluster was made. */
final class ServedExpiredRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        if (!input.isExpired(input.served().notAfter())) {
            return Optional.empty();
        }
        boolean seenTwice = input.seen().elsewhere() != null
                || input.seen().api().trouble() == ApiTrouble.SERVER_CERTIFICATE_EXPIRED;
        Instant end = input.served().notAfter();
        Reason reason =
                input.servedUntil(ReasonCode.SERVED_EXPIRED).with("ago", Text.of(Duration.between(end, input.now())));
        if (seenTwice) {
            return Optional.of(diagnosis(input, reason, Certainty.CERTAIN, List.of()));
        }
        return Optional.of(diagnosis(input, reason, Certainty.LIKELY, List.of(Clue.SECOND_PATH)));
    }

    private static Diagnosis diagnosis(DiagnosisInput input, Reason reason, Certainty certainty, List<Clue> wouldTell) {
        return input.ofServed(Condition.EXPIRED, input.withOthers(reason), Cause.API_SERVER, certainty, wouldTell);
    }
}
