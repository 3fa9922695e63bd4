// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.Observation;

/** What comes after S32: the file still names the UUID of the cluster that is gone. */
final class NamedByUuidTest {

    private static final String OLD = "4256088d-2fa2-40ba-a60c-3339f6bbe81f";

    @Test
    void theNextSurveyLooksAtTheClusterThatWasRebuilt(@TempDir Path folder) throws Exception {
        GameDayResult result = GameDay.play(Scenarios.find("S32"), folder, Talk.SILENT);
        Observation after = result.view().after();
        assertThat(result.violations()).isEmpty();
        assertThat(after).isNotNull();
        assertThat(after.cloud()).isNotNull();
        String now = after.cloud().identity().uuid().value();

        FleetFile file = FleetFile.read(folder.resolve("fleet.yaml"));

        assertThat(file.profiles().get("projectpythia-binder").magnumCluster()).isEqualTo(OLD);
        assertThat(file.targets(new Fleet(List.of("projectpythia-binder"))).targets())
                .extracting(target -> target.cluster())
                .containsExactly(new ClusterInCloud("projectpythia-binder", "rekindle", now));
        assertThat(now).isNotEqualTo(OLD);
    }
}
