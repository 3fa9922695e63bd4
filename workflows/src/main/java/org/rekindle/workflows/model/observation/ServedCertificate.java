// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * The certificate that an endpoint serves, read by a TLS handshake without credentials.
 *
 * @param fingerprint SHA-256 of the certificate, hex
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServedCertificate(
        String subject,
        List<String> subjectAlternativeNames,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String fingerprint) {}
