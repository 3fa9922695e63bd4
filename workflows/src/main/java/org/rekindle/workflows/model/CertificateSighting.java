// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking for a served certificate.
 *
 * @param certificate null when none was served
 * @param detail one sentence: why there is none, or what is remarkable about it
 * @param lookedAt by the clock of who looked, null when it does not say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CertificateSighting(
        String address,
        @Nullable ServedCertificate certificate,
        String detail,
        @Nullable Instant lookedAt) {

    /** One that does not say when. */
    public CertificateSighting(String address, @Nullable ServedCertificate certificate, String detail) {
        this(address, certificate, detail, null);
    }
}
