// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads how the volumes of a cluster are claimed, each as it can be claimed again in another cluster. */
final class VolumesToKeep {

    /** What the cluster's controllers write, and another cluster's write anew. */
    private static final List<String> OF_CONTROLLERS = List.of(
            "pv.kubernetes.io/", "volume.kubernetes.io/", "volume.beta.kubernetes.io/", "kubectl.kubernetes.io/");

    private final KubernetesClient client;

    VolumesToKeep(KubernetesClient client) {
        this.client = client;
    }

    /** A claim and its volume. */
    record Claimed(PersistentVolume volume, PersistentVolumeClaim claim) {

        /** By which the driver knows the volume. */
        String handle() {
            return volume.getSpec().getCsi().getVolumeHandle();
        }
    }

    /** The bound claims of some namespaces whose volumes a driver has in the cloud. */
    List<Claimed> of(List<String> namespaces) {
        return client.persistentVolumes().list().getItems().stream()
                .filter(volume -> volume.getSpec().getCsi() != null)
                .filter(volume -> isClaimedIn(namespaces, volume.getSpec().getClaimRef()))
                .flatMap(volume -> claim(volume).stream())
                .toList();
    }

    private static boolean isClaimedIn(List<String> namespaces, ObjectReference claim) {
        return claim != null && namespaces.contains(claim.getNamespace());
    }

    private List<Claimed> claim(PersistentVolume volume) {
        ObjectReference reference = volume.getSpec().getClaimRef();
        PersistentVolumeClaim claim = client.persistentVolumeClaims()
                .inNamespace(reference.getNamespace())
                .withName(reference.getName())
                .get();
        if (claim == null
                || !volume.getMetadata().getName().equals(claim.getSpec().getVolumeName())) {
            return List.of();
        }
        return List.of(new Claimed(copy(volume), copy(claim)));
    }

    /** Retained, whatever it was: what has outlived one cluster must not go with a claim of the next. */
    private static PersistentVolume copy(PersistentVolume found) {
        ObjectReference claim = found.getSpec().getClaimRef();
        return new PersistentVolumeBuilder()
                .withMetadata(copy(found.getMetadata()))
                .withNewSpecLike(found.getSpec())
                .withPersistentVolumeReclaimPolicy("Retain")
                .withNewClaimRef()
                .withNamespace(claim.getNamespace())
                .withName(claim.getName())
                .endClaimRef()
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim copy(PersistentVolumeClaim found) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(copy(found.getMetadata()))
                .withSpec(found.getSpec())
                .build();
    }

    private static ObjectMeta copy(ObjectMeta found) {
        Map<String, String> annotations = new HashMap<>(Objects.requireNonNullElse(found.getAnnotations(), Map.of()));
        annotations.keySet().removeIf(key -> OF_CONTROLLERS.stream().anyMatch(key::startsWith));
        return new ObjectMetaBuilder()
                .withNamespace(found.getNamespace())
                .withName(found.getName())
                .withLabels(found.getLabels())
                .withAnnotations(annotations)
                .build();
    }
}
