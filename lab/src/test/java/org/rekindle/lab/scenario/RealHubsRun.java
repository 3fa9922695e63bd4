// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;

/**
 * A run with real hubs that has ended as every such run must.
 *
 * @param said what the run said, line by line
 * @param report the text of its report
 * @param workerKills how often the worker was killed
 */
record RealHubsRun(String said, String report, int workerKills) {

    /**
     * Plays it. A violation says so when a key of the hub's Secret differs, or a user of before is not known or has not the file.
     *
     * @param killWorkerEvery how often the worker is killed on average, null for never
     */
    static RealHubsRun play(
            String scenario, OpenStackKind openstack, Path folder, @Nullable Duration killWorkerEvery, Duration longest)
            throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        LabResult result = new LabRun(
                        Scenarios.find(scenario, HubsKind.REAL),
                        new LabRun.Settings(openstack, HubsKind.REAL, folder, killWorkerEvery, null, 1, longest),
                        new Talk(new PrintStream(said, true, StandardCharsets.UTF_8)))
                .play();

        assertThat(result.violations()).as(result + "\n" + said).isEmpty();
        assertThat(result.outcome()).isEqualTo("RECOVERED");
        RealHubsRun run = new RealHubsRun(said.toString(StandardCharsets.UTF_8), report(result), result.workerKills());
        assertThat(run.said())
                .contains(
                        "the hub's Secret: 5 of 5 keys are as before",
                        "user ada is back: the hub takes the old token, and the file is as it was");
        assertThat(run.report()).contains("on a new user's server of JupyterHub 5.5.0");
        return run;
    }

    private static String report(LabResult result) throws IOException {
        return Files.readString(Path.of(Objects.requireNonNull(result.report())));
    }
}
