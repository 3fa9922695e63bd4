// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking for a served certificate, over several connections.
 *
 * @param certificate null when none was served; of several the one that ends first
 * @param detail one sentence: why there is none, or what is remarkable about it
 * @param lookedAt by the clock of who looked, null when it does not say
 * @param others every other certificate that was served at the same address, the first to end first; usually empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CertificateSighting(
        String address,
        @Nullable ServedCertificate certificate,
        String detail,
        @Nullable Instant lookedAt,
        List<ServedCertificate> others) {

    /** No certificate was served, or there was no address to look at. */
    public static CertificateSighting none(String address, String detail) {
        return new CertificateSighting(address, null, detail, null, List.of());
    }

    /** Every certificate that was served, the first to end first. */
    public Stream<ServedCertificate> all() {
        return Stream.concat(Stream.ofNullable(certificate), others.stream());
    }
}
