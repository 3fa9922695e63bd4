// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * A claim of a cluster, and the volume behind it that outlives the cluster.
 *
 * @param handle by which the driver knows the volume: Cinder's UUID, or {@code server:path} of an NFS
 * @param driver the name of a CSI driver, or {@code nfs}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RescuedVolume(String namespace, String claim, String handle, String driver) {

    /** The CSI driver of Cinder. */
    public static final String CINDER = "cinder.csi.openstack.org";

    /** A run that began before other drivers were told of has volumes of Cinder alone. */
    public RescuedVolume {
        driver = Objects.requireNonNullElse(driver, CINDER);
    }

    /** A claim of a volume of Cinder. */
    public static RescuedVolume ofCinder(String namespace, String claim, String handle) {
        return new RescuedVolume(namespace, claim, handle, CINDER);
    }

    /** Whether Cinder can be asked for the volume. */
    public boolean inCinder() {
        return driver.equals(CINDER);
    }

    /** Namespace and name of the claim, as {@code kubectl} users write them. */
    public String path() {
        return namespace + "/" + claim;
    }
}
