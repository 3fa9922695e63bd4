// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.ControlPlaneSize;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.MachineSighting;

/**
 * Somebody has renewed the files, and the API servers still serve what they read before: a restart is all that is missing. Every
 * machine of the control plane must show it; a file of one of three says nothing of the other two.
 */
final class NotRestarted implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        List<MachineSighting> machines = looked.seen().machines();
        Instant renewed = machines.stream()
                .flatMap(machine -> renewed(looked, machine).stream())
                .min(Instant::compareTo)
                .orElse(null);
        boolean everyOne = machines.size() >= ControlPlaneSize.of(looked.seen())
                && machines.stream().allMatch(machine -> shows(looked, machine, machines.size()));
        if (renewed == null || !everyOne || !looked.hasEnded(looked.served().notAfter())) {
            return Optional.empty();
        }
        return Optional.of(looked.ofServed(
                Condition.EXPIRED,
                "The certificate that the API server serves expired at "
                        + looked.served().notAfter() + ", though one that counts until " + renewed
                        + " lies in its files: it was renewed and not restarted.",
                Culprit.NOT_RESTARTED,
                Certainty.CERTAIN,
                List.of()));
    }

    /** Where there is one machine alone, what is served at the cluster's address is what it serves. */
    private static boolean shows(Case looked, MachineSighting machine, int machines) {
        Instant served = machine.servedNotAfter();
        return renewed(looked, machine).isPresent() && (served == null ? machines == 1 : looked.hasEnded(served));
    }

    private static Optional<Instant> renewed(Case looked, MachineSighting machine) {
        return machine.certificates().stream()
                .filter(certificate -> certificate.name().equals(OutOfDate.API_SERVER))
                .map(CertificateOnDisk::notAfter)
                .filter(end -> !looked.hasEnded(end))
                .findFirst();
    }
}
