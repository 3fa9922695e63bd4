// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.rebuild.ControlPlaneSize;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The files were renewed, and the API servers still serve what they read before: a restart is all that is missing. Every
 * machine of the control plane must show it; a file of one of three says nothing of the other two.
 */
final class NotRestartedRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        List<MachineSighting> machines = input.seen().machines();
        Instant renewed = machines.stream()
                .flatMap(machine -> renewed(input, machine).stream())
                .min(Instant::compareTo)
                .orElse(null);
        boolean everyOne = machines.size() >= ControlPlaneSize.of(input.seen())
                && machines.stream().allMatch(machine -> shows(input, machine, machines.size()));
        if (renewed == null || !everyOne || !input.isExpired(input.served().notAfter())) {
            return Optional.empty();
        }
        return Optional.of(input.ofServed(
                Condition.EXPIRED,
                input.servedUntil(ReasonCode.NOT_RESTARTED).with("renewed", renewed),
                Cause.NOT_RESTARTED,
                Certainty.CERTAIN,
                List.of()));
    }

    /** Whether the machine shows it. A single machine serves what is seen at the cluster's address. */
    private static boolean shows(DiagnosisInput input, MachineSighting machine, int machines) {
        if (renewed(input, machine).isEmpty()) {
            return false;
        }
        Instant served = machine.servedNotAfter();
        if (served == null) {
            return machines == 1;
        }
        return input.isExpired(served);
    }

    private static Optional<Instant> renewed(DiagnosisInput input, MachineSighting machine) {
        return machine.certificates().stream()
                .filter(certificate -> certificate.name().equals(ExpiredFiles.API_SERVER))
                .map(CertificateOnDisk::notAfter)
                .filter(end -> !input.isExpired(end))
                .findFirst();
    }
}
