// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.model.observation.ResourceType;

class ClaimsToMakeTest {

    @Test
    void aVolumeIsClaimedWhenItIsKeptAndFree() {
        List<RescuedVolume> rescued =
                List.of(claim("ana", "vol-1"), claim("ben", "vol-2"), claim("cleo", "vol-3"), claim("dan", "vol-4"));
        Inventory now = new Inventory(
                List.of(volume("vol-1", true), volume("vol-2", false), volume("vol-3", true), volume("vol-9", true)),
                List.of(),
                Map.of("vol-3", "is attached to machine m-9"));

        assertThat(ClaimsToMake.of(rescued, now))
                .isEqualTo(new ClaimsToMake(
                        List.of("vol-1"),
                        List.of("homes/ben", "homes/dan"),
                        List.of(),
                        List.of(
                                "Claim homes/cleo was not made again, since its volume vol-3 is attached to machine m-9:"
                                        + " free the volume, then RETRY.")));
    }

    /** A proof with a token of the hub's configuration passes on an empty database, so only this shows the loss. */
    @ParameterizedTest
    @CsvSource({"hub-db-dir, 1", "binderhub-hub-db-dir, 1", "hub-db-directory, 0", "claim-hub-db-dir-ana, 0"})
    void ofTheLostClaimsTheHubsDatabaseIsNamed(String claim, int databases) {
        ClaimsToMake lost = ClaimsToMake.of(List.of(claim(claim, "vol-1")), new Inventory(List.of(), List.of()));

        assertThat(lost.lost()).containsExactly("homes/" + claim);
        assertThat(lost.databases())
                .hasSize(databases)
                .allSatisfy(sentence -> assertThat(sentence)
                        .startsWith("Claim homes/" + claim + " was not made again, since its volume vol-1 is gone"));
    }

    @Test
    void aDatabaseWhoseVolumeIsKeptOrUsedIsNotLost() {
        List<RescuedVolume> rescued = List.of(claim("hub-db-dir", "vol-1"), claim("a-hub-db-dir", "vol-2"));
        Inventory now = new Inventory(
                List.of(volume("vol-1", true), volume("vol-2", true)), List.of(), Map.of("vol-2", "is attached"));

        assertThat(ClaimsToMake.of(rescued, now).databases()).isEmpty();
    }

    /** Cinder knows nothing of it, so its silence does not mean that the volume is gone. */
    @Test
    void aVolumeOfAnotherDriverIsClaimedWithoutCindersWord() {
        RescuedVolume share = new RescuedVolume("homes", "all", "share-1", "nfs.manila.csi.openstack.org");

        assertThat(ClaimsToMake.of(List.of(share, claim("ana", "vol-1")), new Inventory(List.of(), List.of())))
                .isEqualTo(new ClaimsToMake(List.of("share-1"), List.of("homes/ana"), List.of(), List.of()));
    }

    @Test
    void nothingIsClaimedWhileTheOldClusterStands() {
        RescuedVolume share = new RescuedVolume("homes", "all", "share-1", "nfs.manila.csi.openstack.org");

        assertThat(ClaimsToMake.none(List.of(share, claim("ana", "vol-1"))))
                .isEqualTo(new ClaimsToMake(List.of(), List.of("homes/all", "homes/ana"), List.of(), List.of()));
    }

    private static RescuedVolume claim(String name, String handle) {
        return RescuedVolume.ofCinder("homes", name, handle);
    }

    private static LeftOver volume(String id, boolean kept) {
        return new LeftOver(ResourceType.VOLUME, id, "pvc-" + id, kept);
    }
}
