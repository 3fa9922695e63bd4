// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a persistent volume are.
 *
 * @param driver the name of a CSI driver, or {@code nfs}
 * @param handle by which the driver knows the volume, or {@code server:path} of an NFS
 * @param server the host that serves it; null where the volume does not name one
 */
record VolumeSource(String driver, String handle, @Nullable String server) {

    private static final String NFS = "nfs";

    /** So the CSI drivers for NFS call it. */
    private static final String SERVER = "server";

    /** Of a volume that a driver has; null where none has it, as on the disk of a machine. */
    static @Nullable VolumeSource of(PersistentVolume volume) {
        CSIPersistentVolumeSource csi = volume.getSpec().getCsi();
        if (csi != null) {
            Map<String, String> attributes = Objects.requireNonNullElse(csi.getVolumeAttributes(), Map.of());
            return new VolumeSource(csi.getDriver(), csi.getVolumeHandle(), attributes.get(SERVER));
        }
        NFSVolumeSource nfs = volume.getSpec().getNfs();
        return nfs == null ? null : new VolumeSource(NFS, nfs.getServer() + ":" + nfs.getPath(), nfs.getServer());
    }

    /** Whether it is the same volume, whatever else is said of it. */
    boolean isSame(@Nullable VolumeSource other) {
        return other != null && driver.equals(other.driver) && handle.equals(other.handle);
    }
}
