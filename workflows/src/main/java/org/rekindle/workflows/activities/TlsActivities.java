// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Endpoint;

/** What certificate an endpoint serves. */
@ActivityInterface(namePrefix = "Tls.")
public interface TlsActivities {

    /** Looks by a TLS handshake without credentials; expired and untrusted certificates are seen too. */
    CertificateSighting look(Endpoint endpoint);
}
