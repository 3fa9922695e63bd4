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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads how the volumes of a cluster are claimed, each as it can be claimed again in another cluster. */
final class VolumesToKeep {

    /** What the cluster's controllers write, and another cluster's write anew. */
    private static final List<String> OF_CONTROLLERS = List.of(
            "pv.kubernetes.io/", "volume.kubernetes.io/", "volume.beta.kubernetes.io/", "kubectl.kubernetes.io/");

    private final KubernetesClient client;
    private final VolumeFate fate;

    VolumesToKeep(KubernetesClient client) {
        this.client = client;
        this.fate = new VolumeFate(client);
    }

    /** A claim and its volume. */
    record Claimed(PersistentVolume volume, PersistentVolumeClaim claim) {

        /** Where its data are. */
        VolumeSource source() {
            return Objects.requireNonNull(VolumeSource.of(volume), "a volume that a driver has");
        }

        /** By which the driver knows the volume. */
        String handle() {
            return source().handle();
        }

        /** Namespace and name of the claim. */
        String path() {
            return claim.getMetadata().getNamespace() + "/"
                    + claim.getMetadata().getName();
        }
    }

    /**
     * The bound claims of some namespaces.
     *
     * @param lasting those whose volumes may outlive the cluster
     * @param others by why they cannot be claimed again, the end of a sentence
     */
    record Seen(List<Claimed> lasting, Map<String, List<Claimed>> others) {}

    /** Sorts the bound claims of some namespaces by what becomes of their volumes. */
    Seen of(List<String> namespaces) {
        List<Claimed> lasting = new ArrayList<>();
        Map<String, List<Claimed>> others = new TreeMap<>();
        for (PersistentVolume volume : client.persistentVolumes().list().getItems()) {
            if (isClaimedIn(namespaces, volume.getSpec().getClaimRef())) {
                String doubt = fate.doubt(volume);
                List<Claimed> those = doubt == null ? lasting : others.computeIfAbsent(doubt, why -> new ArrayList<>());
                those.addAll(claim(volume));
            }
        }
        return new Seen(List.copyOf(lasting), others);
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
