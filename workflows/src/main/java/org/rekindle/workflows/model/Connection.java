// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A way into a cluster's Kubernetes API. The kubeconfig itself stays in the secret store.
 *
 * @param kubeconfig reference in the secret store, not the kubeconfig
 * @param clientNotAfter when our own client certificate expires
 * @param authorityNotAfter when the authority that Magnum names ends, null when it was not looked at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Connection(
        String kubeconfig,
        String apiAddress,
        Instant clientNotAfter,
        @Nullable Instant authorityNotAfter) {}
