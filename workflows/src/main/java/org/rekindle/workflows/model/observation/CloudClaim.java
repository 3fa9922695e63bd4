// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How a volume was claimed, by what the driver of Cinder wrote into the volume's metadata when it made it.
 *
 * @param volumeName the name of the PersistentVolume
 * @param handle Cinder's UUID of the volume
 * @param gibibytes the size that Cinder reports
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CloudClaim(String namespace, String claim, String volumeName, String handle, int gibibytes) {

    /** Namespace and name of the claim, as {@code kubectl} users write them. */
    public String path() {
        return namespace + "/" + claim;
    }
}
