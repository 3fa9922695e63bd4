// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.ClusterUuid;

/** Ways into a cluster. */
@ActivityInterface(namePrefix = "Access.")
public interface AccessActivities {

    /** Makes a key and a signing request, has Magnum sign it, and keeps the kubeconfig in the secret store. */
    Connection connect(ConnectRequest request);

    /**
     * Asks for a kubeconfig of a Magnum cluster.
     *
     * @param fresh whether a new one is made even where the one that is kept is still valid
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ConnectRequest(ClusterInCloud cluster, ClusterUuid uuid, String apiAddress, boolean fresh) {}

    /**
     * A way into a cluster's Kubernetes API. The kubeconfig itself stays in the secret store.
     *
     * @param kubeconfig reference in the secret store, not the kubeconfig
     * @param clientNotAfter when our own client certificate expires
     * @param authorityNotAfter when the authority that Magnum names ends, null when it was not looked at
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Connection(
            String kubeconfig,
            String apiAddress,
            Instant clientNotAfter,
            @Nullable Instant authorityNotAfter) {}
}
