// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.HUB_WELL;
import static org.rekindle.workflows.fakes.Sightings.certificateThatEndsIn;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.NodeSighting;

final class ControlPlaneSizeTest {

    @Test
    void magnumTellsItAndTheNodesWhereTheyAreMore() {
        assertThat(size(Sightings.cluster(), "pythia-control-plane-", 0)).isEqualTo(1);
        assertThat(size(Sightings.cluster(), "pythia-control-plane-", 3)).isEqualTo(3);
        assertThat(size(null, "pythia-control-plane-", 2)).isEqualTo(2);
        assertThat(size(null, "pythia-control-plane-", 0)).isZero();
    }

    @Test
    void aWorkerWithoutALabelIsNoMachineOfTheControlPlane() {
        assertThat(size(Sightings.cluster(), "pythia-default-worker-", 4)).isEqualTo(1);
    }

    private static int size(@Nullable CloudCluster cloud, String names, int nodes) {
        List<NodeSighting> seen = IntStream.range(0, nodes)
                .mapToObj(number -> new NodeSighting(names + number, null, true, "v1.31.0"))
                .toList();
        return ControlPlaneSize.of(Sightings.seen(
                cloud,
                certificateThatEndsIn(Duration.ofDays(100)),
                ApiSighting.answering("it answers", seen),
                HUB_WELL));
    }
}
