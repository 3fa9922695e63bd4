// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ServedCertificate;

/**
 * Decides whether the certificate on the wire shows that a renewal in place has worked. It must be valid, and be a later one than before
 * where that one was due; where etcd's or a kubelet's alone had expired, the API server may well serve what it served.
 */
public final class RenewedInPlace {

    private RenewedInPlace() {}

    /** Whether it has worked, as far as the wire shows; what is null was not served. */
    public static boolean shows(
            @Nullable ServedCertificate before, @Nullable ServedCertificate served, Duration renewBefore, Instant now) {
        if (served == null || !now.isBefore(served.notAfter())) {
            return false;
        }
        return before == null
                || served.notAfter().isAfter(before.notAfter())
                || now.plus(renewBefore).isBefore(before.notAfter());
    }
}
