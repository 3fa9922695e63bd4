// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The certificates under public names, as browsers judge them. */
@ActivityInterface(namePrefix = "Certificates.")
public interface CertificateActivities {

    /** Whether a browser takes them. Waits for what time cures, such as an issuance under way. */
    CertificatesProof proveTrusted(PublicEndpoints endpoints);

    /**
     * What users open in a browser.
     *
     * @param urls base URLs; those without TLS are passed over
     * @param trustFile authorities in PEM that are trusted beside Java's own, null for none
     * @param ingress addresses that are the ingress's own, as far as they are known: one by IPv6 need not be reached, since the worker
     *     may have no way to it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PublicEndpoints(List<String> urls, @Nullable String trustFile, Duration pollEvery, List<String> ingress) {

        /** A history from before addresses were told has none. */
        public PublicEndpoints {
            ingress = List.copyOf(Objects.requireNonNullElse(ingress, List.of()));
        }
    }

    /**
     * What was seen.
     *
     * @param sentences one for each endpoint, with the cure of what is wrong
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CertificatesProof(boolean trusted, List<String> sentences) {}
}
