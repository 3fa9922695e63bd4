// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The certificate at the cluster's address is valid, and one of the API servers behind it serves an expired one, seen on its
 * machine: some of several machines were renewed, or one was not restarted.
 */
final class OneServerExpiredRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        List<MachineSighting> expired = input.seen().machines().stream()
                .filter(machine -> isExpired(input, machine.servedNotAfter()))
                .toList();
        Optional<MachineSighting> first = expired.stream().findFirst();
        if (expired.stream().allMatch(machine -> isRenewed(input, machine))) {
            return first.map(
                    machine -> diagnosis(input, machine, ReasonCode.ONE_SERVER_NOT_RESTARTED, Cause.NOT_RESTARTED));
        }
        return first.map(machine -> diagnosis(input, machine, ReasonCode.ONE_SERVER_EXPIRED, Cause.API_SERVER));
    }

    private static boolean isRenewed(DiagnosisInput input, MachineSighting machine) {
        return machine.certificates().stream()
                .anyMatch(each -> each.name().equals(ExpiredFiles.API_SERVER) && !input.isExpired(each.notAfter()));
    }

    private static boolean isExpired(DiagnosisInput input, @Nullable Instant end) {
        return end != null && input.isExpired(end);
    }

    private static Diagnosis diagnosis(DiagnosisInput input, MachineSighting machine, ReasonCode code, Cause cause) {
        return input.diagnosis(
                Condition.EXPIRED,
                machine.servedNotAfter(),
                Reason.of(code, "host", machine.host())
                        .with("end", String.valueOf(machine.servedNotAfter()))
                        .with("served", input.served().notAfter()),
                cause,
                Certainty.CERTAIN,
                List.of());
    }
}
