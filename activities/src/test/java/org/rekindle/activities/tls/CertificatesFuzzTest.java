// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** Whatever a server shows as its certificate, it is described in few words, or it is not read. */
final class CertificatesFuzzTest {

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03Z");
    private static final int LONGEST_NAME = 501;

    @FuzzTest
    void aCertificateIsDescribedOrNotRead(byte[] encoded) {
        ServedCertificate served = Certificates.served(encoded);
        if (served == null) {
            return;
        }
        ServedCertificate kept = Certificates.shortened(served);
        assertThat(kept.subject()).hasSizeLessThanOrEqualTo(LONGEST_NAME).doesNotContainPattern("\\p{Cntrl}");
        assertThat(kept.issuer()).hasSizeLessThanOrEqualTo(LONGEST_NAME).doesNotContainPattern("\\p{Cntrl}");
        assertThat(kept.subjectAlternativeNames()).hasSizeLessThanOrEqualTo(50);
        assertThat(Certificates.inWords(kept, "hub.example.org", NOW)).isNotBlank();
    }
}
