// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudFixtureBuilder;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.services.CloudInventory;
import org.rekindle.lab.cloud.services.ProjectVolumes;

/** What lies in a volume is there as long as the cloud has the volume, whatever becomes of clusters. */
final class VolumeFoldersTest {

    private static final String STACK = "binder-abc";

    private final CloudInventory inventory = new CloudInventory(
            new CloudFixtureBuilder()
                    .project(new CloudFixture.Project("hubs", null))
                    .user(new CloudFixture.User("operator", null, "unused", null, "member", List.of()))
                    .build(),
            Map.of(),
            name -> "hubs");
    private final CloudVolumes cloud = new ProjectVolumes(inventory, "hubs");

    @Test
    void aVolumeIsMadeOnceHoweverOftenItIsAskedFor() {
        String id = cloud.ensure("pvc-1", 1, Map.of());

        assertThat(cloud.ensure("pvc-1", 1, Map.of())).isEqualTo(id);
        assertThat(cloud.ids()).containsExactly(id);
    }

    @Test
    void aFolderGoesWithItsVolumeAndWithNoOther(@TempDir Path folder) throws Exception {
        String kept =
                cloud.ensure("pvc-kept", 1, Map.of(CloudInventory.CSI_CLUSTER, STACK, CloudInventory.KEEP, "true"));
        String swept = cloud.ensure("pvc-swept", 1, Map.of(CloudInventory.CSI_CLUSTER, STACK));
        String deleted = cloud.ensure("pvc-deleted", 1, Map.of());
        try (VolumeFolders folders = new VolumeFolders(folder)) {
            folders.start(cloud);
            for (String each : List.of(kept, swept, deleted)) {
                Files.writeString(folders.of(each).resolve("file"), "text");
            }

            inventory.sweep(STACK);
            cloud.delete(deleted);

            await().untilAsserted(
                            () -> assertThat(folder).isDirectoryNotContaining(each -> !each.endsWith(Path.of(kept))));
            assertThat(folders.of(kept).resolve("file")).hasContent("text");
        }
    }
}
