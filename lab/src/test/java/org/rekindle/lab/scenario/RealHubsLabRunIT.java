// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.OpenStackKind;

/** A whole recovery after which users can work on a JupyterHub and a BinderHub whose pods really run. */
@Tag("real-hubs")
final class RealHubsLabRunIT {

    private static final Duration LONGEST = Duration.ofMinutes(20);

    @Test
    void theIncidentEndsWithACellOnARealHubAndWithTheUsersOfBefore(@TempDir Path folder) throws Exception {
        RealHubsRun run = RealHubsRun.play("incident", OpenStackKind.SIMULATED, folder, null, LONGEST);

        assertThat(run.said())
                .contains("user ada has a token of the hub, and has written a file")
                .containsSubsequence(
                        "Step \"deploy public-names\" waits for you: hub.lab.example leads to ",
                        "the owner of the zone sets hub.lab.example ",
                        "Step \"deploy public-names\": the question is withdrawn.",
                        "hub.lab.example: a certificate of CN=Pebble Intermediate CA ")
                .containsSubsequence(
                        "a second node with a kubelet has joined: ",
                        "The scheduler assigned the pod to the new node ",
                        "The pod runs there.");
        assertThat(run.report())
                .contains("JupyterHub at https://hub.lab.example/ is well")
                .containsPattern("Scale-down: the node \\S+ is gone again, ");
    }

    @Test
    void theSameEndComesThoughTheWorkerIsKilledAgainAndAgain(@TempDir Path folder) throws Exception {
        RealHubsRun run =
                RealHubsRun.play("incident", OpenStackKind.SIMULATED, folder, Duration.ofSeconds(20), LONGEST);

        assertThat(run.workerKills()).isGreaterThanOrEqualTo(3);
        assertThat(run.report()).contains("JupyterHub at https://hub.lab.example/ is well", "Build and launch: ");
    }
}
