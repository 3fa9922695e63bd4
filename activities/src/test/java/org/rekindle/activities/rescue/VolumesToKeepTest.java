// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.RescueActivities.KeepRequest;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedVolume;

/** A claim is promised only where its volume may outlive the cluster, and all others are said with the reason. */
@EnableKubernetesMockClient(crud = true)
class VolumesToKeepTest {

    private static final ClusterUuid UUID = new ClusterUuid("00000000-0000-4000-8000-000000000001");
    private static final String MANILA = "nfs.manila.csi.openstack.org";

    @TempDir
    private Path folder;

    private KubernetesClient client;
    private RescueBundle bundle;

    @BeforeEach
    void open() {
        bundle = RescueBundle.of(new FileSecretStore(folder), "demo", UUID);
    }

    @Test
    void aVolumeOfAnyDriverIsKeptWhereNothingDeletesIt() {
        claim("cinder", csi(RescuedVolume.CINDER, "vol-1", "Delete"));
        claim("manila", csi(MANILA, "share-1", "Retain"));
        claim("served", nfs("10.9.0.4", "Retain"));

        assertThat(look().volumes())
                .containsExactlyInAnyOrder(
                        RescuedVolume.ofCinder("hubs", "cinder", "vol-1"),
                        new RescuedVolume("hubs", "manila", "share-1", MANILA),
                        new RescuedVolume("hubs", "served", "10.9.0.4:/homes", "nfs"));
        assertThat(look().unread()).isEmpty();
    }

    @Test
    void aVolumeThatItsDriverMayDeleteIsSaidWithTheCure() {
        claim("ana", csi(MANILA, "share-1", "Delete"));
        claim("ben", csi(MANILA, "share-2", "Delete"));

        assertNotKept(
                "claims hubs/ana, hubs/ben: the reclaim policy of the volume is Delete, so it is not known whether "
                        + MANILA + " keeps it. Set the policy to Retain: the next plan has the claim then.");
    }

    @Test
    void whatIsOnTheMachinesOfTheClusterGoesWithThem() {
        claim("a-disk", retained().withNewLocal().withPath("/mnt/disk").endLocal());
        claim("b-longhorn", csi("driver.longhorn.io", "pvc-2", "Retain"));
        claim(
                "c-lvm",
                csi("topolvm.io", "pvc-3", "Retain")
                        .withNewNodeAffinity()
                        .withNewRequired()
                        .addNewNodeSelectorTerm()
                        .addNewMatchExpression()
                        .withKey("topology.topolvm.io/node")
                        .withOperator("In")
                        .withValues("node-1")
                        .endMatchExpression()
                        .endNodeSelectorTerm()
                        .endRequired()
                        .endNodeAffinity());

        assertNotKept(
                "claims hubs/a-disk, hubs/b-longhorn, hubs/c-lvm: the data are on machines of the cluster, and go with it.");
    }

    @Test
    void whatTheClusterServesItselfGoesWithIt() {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace("hubs")
                        .withName("home-nfs")
                        .endMetadata()
                        .withNewSpec()
                        .withClusterIPs("172.24.8.9")
                        .endSpec()
                        .build())
                .create();
        claim("by-address", nfs("172.24.8.9", "Retain"));

        assertNotKept("claims hubs/by-address: the data are served by the cluster itself (172.24.8.9), which goes.");
    }

    @Test
    void whatAMachineOfTheClusterServesGoesWithIt() {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("core-0")
                        .endMetadata()
                        .withNewStatus()
                        .addNewAddress("10.0.0.11", "InternalIP")
                        .endStatus()
                        .build())
                .create();
        claim("on-a-node", nfs("10.0.0.11", "Retain"));

        assertNotKept("claims hubs/on-a-node: the data are served by the cluster itself (10.0.0.11), which goes.");
    }

    @Test
    void aServersNameInTheClusterIsKnownWithoutAQuestion() {
        claim("by-name", nfs("home-nfs.hubs.svc.cluster.local", "Retain"));

        assertNotKept(
                "claims hubs/by-name: the data are served by the cluster itself (home-nfs.hubs.svc.cluster.local),"
                        + " which goes.");
    }

    @Test
    void aKindOfVolumeThatIsNotKnownIsSaid() {
        claim("old", retained().withNewIscsi().withTargetPortal("10.9.0.4").endIscsi());

        assertNotKept(
                "claims hubs/old: the volume is neither of a CSI driver nor an NFS, so it is not known what becomes"
                        + " of it.");
    }

    /** Otherwise the plan would promise it by the copy of an earlier night. */
    @Test
    void anEarlierCopyGoesWhenTheVolumeMayBeDeletedNow() {
        claim("ana", csi(MANILA, "share-1", "Retain"));
        assertThat(look().volumes()).hasSize(1);

        client.persistentVolumes().withName("pv-ana").edit(volume -> {
            volume.getSpec().setPersistentVolumeReclaimPolicy("Delete");
            return volume;
        });

        assertThat(look().volumes()).isEmpty();
    }

    private void assertNotKept(String why) {
        RescueSighting seen = look();

        assertThat(seen.volumes()).isEmpty();
        assertThat(seen.unread()).containsExactly(why);
        assertThat(seen.claimsUnread()).isFalse();
    }

    private RescueSighting look() {
        OldCluster cluster = new OldCluster(client, bundle, Clock.systemUTC().instant());
        cluster.read(new KeepRequest("demo", UUID, "kubeconfig/demo", List.of("hubs"), List.of()));
        return cluster.seen();
    }

    private static PersistentVolumeSpecBuilder retained() {
        return new PersistentVolumeSpecBuilder().withPersistentVolumeReclaimPolicy("Retain");
    }

    private static PersistentVolumeSpecBuilder nfs(String server, String policy) {
        return retained()
                .withPersistentVolumeReclaimPolicy(policy)
                .withNewNfs()
                .withServer(server)
                .withPath("/homes")
                .endNfs();
    }

    private static PersistentVolumeSpecBuilder csi(String driver, String handle, String policy) {
        return retained()
                .withPersistentVolumeReclaimPolicy(policy)
                .withNewCsi()
                .withDriver(driver)
                .withVolumeHandle(handle)
                .withVolumeAttributes(Map.of("shareID", handle))
                .endCsi();
    }

    private void claim(String name, PersistentVolumeSpecBuilder spec) {
        client.resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName("pv-" + name)
                        .endMetadata()
                        .withSpec(spec.withNewClaimRef()
                                .withNamespace("hubs")
                                .withName(name)
                                .endClaimRef()
                                .build())
                        .build())
                .create();
        client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace("hubs")
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withVolumeName("pv-" + name)
                        .endSpec()
                        .build())
                .create();
    }
}
