// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;

/** Whole recoveries: real Temporal server, real control planes, the worker in a process of its own. */
final class LabRunIT {

    private static final Duration LONGEST = Duration.ofMinutes(12);

    @Test
    void theIncidentEndsWellThoughTheWorkerIsKilledAgainAndAgain(@TempDir Path folder) throws Exception {
        LabResult result = play(
                "incident",
                new LabRun.Settings(
                        OpenStackKind.SIMULATED, HubsKind.SIMULATED, folder, Duration.ofSeconds(30), null, 7, LONGEST));

        assertThat(result.violations()).as(result.toString()).isEmpty();
        assertThat(result.workerKills()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theWiseWayEndsWellThoughTheTemporalServerIsKilled(@TempDir Path folder) throws Exception {
        LabResult result = play(
                "incident-wise",
                new LabRun.Settings(
                        OpenStackKind.SIMULATED, HubsKind.SIMULATED, folder, null, Duration.ofSeconds(30), 3, LONGEST));

        assertThat(result.violations()).as(result.toString()).isEmpty();
        assertThat(result.cloudMutations()).containsEntry("CREATE", 1).doesNotContainKey("UPGRADE");
    }

    @Test
    void aRealKubeadmRenewsExpiredCertificatesWhereTheyLie(@TempDir Path folder) throws Exception {
        LabResult result = play(
                "renew-in-place",
                new LabRun.Settings(OpenStackKind.SIMULATED, HubsKind.SIMULATED, folder, null, null, 1, LONGEST));

        assertThat(result.violations()).as(result.toString()).isEmpty();
        assertThat(result.cloudMutations()).containsOnlyKeys("CERTIFICATE_SIGN");
    }

    @Test
    void aRunGoesOnByARealSignatureAndPeopleGetTheMessagesOfIt(@TempDir Path folder) throws Exception {
        LabResult result = play(
                "people",
                new LabRun.Settings(OpenStackKind.SIMULATED, HubsKind.SIMULATED, folder, null, null, 1, LONGEST));

        assertThat(result.violations()).as(result.toString()).isEmpty();
        assertThat(result.cloudMutations()).containsEntry("DELETE", 1);
    }

    private static LabResult play(String scenario, LabRun.Settings settings) throws Exception {
        return new LabRun(Scenarios.find(scenario), settings, new Talk(System.out)).play();
    }
}
