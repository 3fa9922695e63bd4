// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.Observation;

/** Decides whether an API server's certificate counts on one of the machines, whatever is seen of the others. */
public final class OneStillCounts {

    private OneStillCounts() {}

    /** A sentence that names the machine; empty where none was seen. */
    public static Optional<String> in(Observation seen) {
        return seen.machines().stream()
                .filter(machine -> ends(machine).anyMatch(seen.at()::isBefore))
                .findFirst()
                .map(machine -> "On " + machine.host()
                        + " the API server has a certificate that counts, so somebody has renewed some of them: the others are"
                        + " renewed on their machines, and nothing need be torn down.");
    }

    private static Stream<Instant> ends(MachineSighting machine) {
        return Stream.concat(
                Stream.ofNullable(machine.servedNotAfter()),
                machine.certificates().stream()
                        .filter(certificate -> certificate.name().equals("apiserver"))
                        .map(CertificateOnDisk::notAfter));
    }
}
