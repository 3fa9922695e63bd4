// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.CSIDriverBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.rekindle.lab.process.Loop;

/**
 * The half of the Cinder driver that makes volumes: gives claims of the default storage class a volume of the cloud, with the marks of
 * the real driver, and deletes it with its claim.
 */
public final class NodeVolumes implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final String CLASS = "csi-cinder";
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
    private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
    private static final String DELETE = "Delete";
    private static final Quantity ONE = new Quantity("1Gi");
    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1L << 30);

    private final String stackId;
    private final KubernetesClient client;
    private final VolumeFolders volumes;
    private final Loop loop = new Loop("node-volumes");

    /**
     * For a cluster; does nothing yet.
     *
     * @param stackId by which the cloud knows whose volumes they are
     */
    public NodeVolumes(String stackId, KubernetesClient client, VolumeFolders volumes) {
        this.stackId = stackId;
        this.client = client;
        this.volumes = volumes;
    }

    /** Makes the storage class and begins to look. */
    public void start() {
        client.resource(new CSIDriverBuilder()
                        .withNewMetadata()
                        .withName(NodeDriver.NAME)
                        .endMetadata()
                        .withNewSpec()
                        .withAttachRequired(false)
                        .withPodInfoOnMount(false)
                        .withFsGroupPolicy("None")
                        .endSpec()
                        .build())
                .serverSideApply();
        client.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName(CLASS)
                        .addToAnnotations(DEFAULT, "true")
                        .endMetadata()
                        .withProvisioner(NodeDriver.NAME)
                        .withReclaimPolicy(DELETE)
                        .withVolumeBindingMode("Immediate")
                        .build())
                .serverSideApply();
        loop.start(LOOK_EVERY, this::look);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void look() {
        client.persistentVolumeClaims().inAnyNamespace().list().getItems().stream()
                .filter(claim -> "Pending".equals(claim.getStatus().getPhase()))
                .filter(claim -> claim.getSpec().getVolumeName() == null)
                .forEach(this::give);
        client.persistentVolumes().list().getItems().stream()
                .filter(volume -> "Released".equals(volume.getStatus().getPhase()))
                .filter(volume -> DELETE.equals(volume.getSpec().getPersistentVolumeReclaimPolicy()))
                .forEach(this::takeBack);
    }

    private void give(PersistentVolumeClaim claim) {
        String name = "pvc-" + claim.getMetadata().getUid();
        String namespace = claim.getMetadata().getNamespace();
        Map<String, Quantity> requests = claim.getSpec().getResources().getRequests();
        String id = volumes.cloud()
                .ensure(
                        name,
                        gigabytes(requests),
                        Map.of(
                                "cinder.csi.openstack.org/cluster", stackId,
                                "csi.storage.k8s.io/pv/name", name,
                                "csi.storage.k8s.io/pvc/name",
                                        claim.getMetadata().getName(),
                                "csi.storage.k8s.io/pvc/namespace", namespace));
        client.resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToAnnotations(PROVISIONED_BY, NodeDriver.NAME)
                        .endMetadata()
                        .withNewSpec()
                        .withCapacity(requests)
                        .withAccessModes(claim.getSpec().getAccessModes())
                        .withStorageClassName(claim.getSpec().getStorageClassName())
                        .withPersistentVolumeReclaimPolicy(DELETE)
                        .withNewCsi()
                        .withDriver(NodeDriver.NAME)
                        .withVolumeHandle(id)
                        .endCsi()
                        .withClaimRef(new ObjectReferenceBuilder()
                                .withNamespace(namespace)
                                .withName(claim.getMetadata().getName())
                                .withUid(claim.getMetadata().getUid())
                                .build())
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    private void takeBack(PersistentVolume volume) {
        volumes.cloud().delete(volume.getSpec().getCsi().getVolumeHandle());
        client.resource(volume).delete();
    }

    private static int gigabytes(Map<String, Quantity> requests) {
        return requests.getOrDefault("storage", ONE)
                .getNumericalAmount()
                .divide(GIGABYTE, 0, RoundingMode.CEILING)
                .intValueExact();
    }
}
