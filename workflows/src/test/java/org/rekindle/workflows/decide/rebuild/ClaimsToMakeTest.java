// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
                        List.of(
                                "Claim homes/cleo was not made again, since its volume vol-3 is attached to machine m-9:"
                                        + " free the volume, then RETRY.")));
    }

    private static RescuedVolume claim(String name, String handle) {
        return new RescuedVolume("homes", name, handle);
    }

    private static LeftOver volume(String id, boolean kept) {
        return new LeftOver(ResourceType.VOLUME, id, "pvc-" + id, kept);
    }
}
