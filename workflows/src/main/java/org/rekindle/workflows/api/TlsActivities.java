// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.observation.CertificateSighting;

/** What certificate an endpoint serves. */
@ActivityInterface(namePrefix = "Tls.")
public interface TlsActivities {

    /** Looks by a TLS handshake without credentials; expired and untrusted certificates are seen too. */
    CertificateSighting look(Endpoint endpoint);

    /** An address to look at, {@code https://host:port}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Endpoint(String address) {}
}
