// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.activities.rescue.VolumesToKeep.Claimed;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.RescueActivities.AddedClaims;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RescuedVolume;

/** Metadata of volumes may say anything. What they say takes nothing away from what was copied, and is told where it is not used. */
class ClaimsByCloudTest {

    private static final ClusterUuid UUID = new ClusterUuid("00000000-0000-4000-8000-000000000001");

    @TempDir
    private Path folder;

    private RescueBundle bundle;

    @BeforeEach
    void open() {
        bundle = RescueBundle.of(new FileSecretStore(folder), "demo", UUID);
    }

    @Test
    void twoClaimsWhoseVolumesHaveOneNameAreBothLeftToAPerson() {
        AddedClaims added = add(claim("ana", "pvc-1", "cinder-1"), claim("ben", "pvc-1", "cinder-2"));

        assertThat(added.claims()).isEmpty();
        assertThat(added.doubts())
                .satisfiesExactly(
                        ana -> assertThat(ana).startsWith("claim hubs/ana: Cinder names its volume pvc-1"),
                        ben -> assertThat(ben).startsWith("claim hubs/ben: Cinder names its volume pvc-1"));
        assertThat(bundle.volumes()).isEmpty();
    }

    @Test
    void aVolumeThatWasCopiedKeepsItsPlaceWhateverCinderSays() {
        copied("ana", "pvc-1", "cinder-1");

        AddedClaims added = add(claim("ben", "pvc-1", "cinder-2"));

        assertThat(added.claims()).isEmpty();
        assertThat(added.doubts())
                .singleElement()
                .asString()
                .startsWith("claim hubs/ben: Cinder names its volume pvc-1");
        assertThat(bundle.volumes()).extracting(Claimed::handle).containsExactly("cinder-1");
        bundle.keep();
        assertThat(RescueBundle.of(new FileSecretStore(folder), "demo", UUID).volumes())
                .extracting(Claimed::handle)
                .containsExactly("cinder-1");
    }

    @ParameterizedTest
    @CsvSource({"../secrets/x, pvc-1", "Ana, pvc-1", "ana, ../../nodes/n1", "ana, pvc_1", "a\u0085b, pvc-1", "-, pvc-1"
    })
    void aNameThatKubernetesDoesNotTakeIsToldAndKeepsNoOtherFromBeingMade(String claim, String volume) {
        AddedClaims added = add(claim(claim, volume, "cinder-1"), claim("cleo", "pvc-9", "cinder-9"));

        assertThat(added.claims()).containsExactly(RescuedVolume.ofCinder("hubs", "cleo", "cinder-9"));
        assertThat(added.doubts())
                .singleElement()
                .asString()
                .contains("that Kubernetes does not take, so it is not made again.")
                .doesNotContain("\u0085");
    }

    private AddedClaims add(CloudClaim... claims) {
        return new ClaimsByCloud(bundle).add(List.of(claims));
    }

    private static CloudClaim claim(String name, String volume, String handle) {
        return new CloudClaim("hubs", name, volume, handle, 10);
    }

    private void copied(String claim, String volume, String handle) {
        Instant now = Instant.parse("2026-03-10T01:02:03Z");
        bundle.copy(
                new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName(volume)
                        .endMetadata()
                        .withNewSpec()
                        .withNewClaimRef()
                        .withNamespace("hubs")
                        .withName(claim)
                        .endClaimRef()
                        .withNewCsi()
                        .withDriver("cinder.csi.openstack.org")
                        .withVolumeHandle(handle)
                        .endCsi()
                        .endSpec()
                        .build(),
                now);
        bundle.copy(
                new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace("hubs")
                        .withName(claim)
                        .endMetadata()
                        .withNewSpec()
                        .withVolumeName(volume)
                        .endSpec()
                        .build(),
                now);
    }
}
