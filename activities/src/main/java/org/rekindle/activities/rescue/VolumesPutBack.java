// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.rescue.VolumesToKeep.Claimed;

/**
 * Claims volumes again that were claimed in another cluster: the volume first, so that no driver makes an empty one. Where the volume does
 * not stand, its claim is not made: it would wait for ever, or take another volume.
 */
final class VolumesPutBack {

    private final NewCluster cluster;
    private final Map<String, String> releases;

    /** @param releases by namespace, the release that will own claims there */
    VolumesPutBack(NewCluster cluster, Map<String, String> releases) {
        this.cluster = cluster;
        this.releases = releases;
    }

    void putBack(Claimed kept) {
        if (cluster.make(kept.volume(), there -> difference(kept.source(), there))) {
            cluster.make(owned(kept.claim()), there -> difference(kept.claim(), there));
        }
    }

    /**
     * Cinder does not tell whether a claim was its release's, such as {@code hub-db-dir}, or a user's. Helm heeds the marks of those alone
     * that the release has, and refuses to install it over a claim without them.
     */
    private PersistentVolumeClaim owned(PersistentVolumeClaim kept) {
        String release = releases.get(kept.getMetadata().getNamespace());
        if (release == null || !ClaimsByCloud.isByCloud(kept)) {
            return kept;
        }
        return new PersistentVolumeClaimBuilder(kept)
                .withMetadata(HelmMarks.marked(kept.getMetadata(), release))
                .build();
    }

    private static @Nullable String difference(VolumeSource wanted, PersistentVolume there) {
        return wanted.isSame(VolumeSource.of(there)) ? null : "with another volume.";
    }

    private static @Nullable String difference(PersistentVolumeClaim wanted, PersistentVolumeClaim there) {
        if (Objects.equals(wanted.getSpec().getVolumeName(), there.getSpec().getVolumeName())) {
            return null;
        }
        return "and claims another volume than " + wanted.getSpec().getVolumeName() + ".";
    }
}
