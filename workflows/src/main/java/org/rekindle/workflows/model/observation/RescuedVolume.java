// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A claim of a cluster, and the volume of the cloud behind it.
 *
 * @param handle by which the driver knows the volume; Cinder's UUID
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RescuedVolume(String namespace, String claim, String handle) {

    /** Namespace and name of the claim, as {@code kubectl} users write them. */
    public String path() {
        return namespace + "/" + claim;
    }
}
