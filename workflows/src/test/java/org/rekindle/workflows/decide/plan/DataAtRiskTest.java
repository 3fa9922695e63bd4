// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;

final class DataAtRiskTest {

    private static final LeftOver KEPT = new LeftOver(ResourceType.VOLUME, "vol-1", "homes", true);
    private static final LeftOver UNPROTECTED = new LeftOver(ResourceType.VOLUME, "vol-2", "scratch", false);

    @Test
    void onlyVolumesWithTheKeepPropertyAreSafe() {
        assertThat(DataAtRisk.of(new Inventory(List.of(KEPT, UNPROTECTED), List.of())))
                .containsExactly(UNPROTECTED);
        assertThat(DataAtRisk.of(new Inventory(List.of(KEPT), List.of()))).isEmpty();
    }

    @Test
    void notHavingLookedIsNotHavingFoundNothing() {
        List<LeftOver> atRisk = DataAtRisk.of(new Inventory(List.of(), List.of("Cinder: 403 Forbidden")));

        assertThat(atRisk).hasSize(1);
        assertThat(DataAtRisk.sentence(atRisk.get(0))).contains("could not be listed", "403 Forbidden");
        assertThat(DataAtRisk.sentence(UNPROTECTED)).contains("scratch", "vol-2", "keep property");
    }
}
