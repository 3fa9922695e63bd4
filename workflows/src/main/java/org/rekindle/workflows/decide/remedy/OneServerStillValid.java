// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Decides whether an API server's certificate is valid on one of the machines, whatever is seen of the others. */
public final class OneServerStillValid {

    private OneServerStillValid() {}

    /** A reason that names the machine; empty where none was seen. */
    public static Optional<Reason> in(Observation seen) {
        return seen.machines().stream()
                .filter(machine -> ends(machine).anyMatch(seen.at()::isBefore))
                .findFirst()
                .map(machine -> Reason.of(ReasonCode.ONE_MACHINE_VALID, "host", machine.host()));
    }

    private static Stream<Instant> ends(MachineSighting machine) {
        return Stream.concat(
                Stream.ofNullable(machine.servedNotAfter()),
                machine.certificates().stream()
                        .filter(certificate -> certificate.name().equals("apiserver"))
                        .map(CertificateOnDisk::notAfter));
    }
}
