// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking for a served certificate.
 *
 * @param certificate null when none was served
 * @param detail one sentence: why there is none, or what is remarkable about it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CertificateSighting(String address, @Nullable ServedCertificate certificate, String detail) {}
