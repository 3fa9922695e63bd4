// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.run.TimelineEntry;

/** A run stays with the cloud and the cluster that it read at its start, whatever the fleet file says afterwards. */
final class EditedFleetFileTest {

    private static final String CLUSTER = "projectpythia-binder";

    private final Scenario scenario = Scenarios.find("s01-expired");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTheFiles() throws IOException {
        new SimulatedEnvironment(scenario, null, PlayConditions.undisturbed(), folder).close();
        file = folder.resolve("fleet.yaml");
    }

    /** It goes to no other cloud, and deletes nothing: what the file means now contradicts what was approved. */
    @Test
    void aRunUnderWayDeletesNothingThatTheEditedFileDoesNotMean() throws IOException {
        FleetFile read = FleetFile.read(file);
        Map<String, ClusterProfile> profiles = new LinkedHashMap<>(read.profiles());
        FleetFile fleet = new FleetFile(
                file,
                read.cloudsFile(),
                read.stateFolder(),
                read.webhooks(),
                read.surveyEvery(),
                read.deadManUrlFile(),
                read.pageLogin(),
                read.pageSite(),
                read.proofsEvery(),
                read.signers(),
                read.channels(),
                profiles);
        ClusterProfile before = profiles.get(CLUSTER);

        // The first line comes when the run has begun, and long before a person approves.
        GameDayResult result = GameDay.play(scenario, fleet, folder, atTheFirstLine(() -> edit(profiles)));

        ClusterProfile after = profiles.get(CLUSTER);
        assertThat(after.cloud()).isEqualTo("elsewhere").isNotEqualTo(before.cloud());
        assertThat(after.magnumCluster()).isEqualTo("another-cluster").isNotEqualTo(before.magnumCluster());
        assertThat(result.destroyed()).isEmpty();
        assertThat(result.view().timeline())
                .extracting(TimelineEntry::what)
                .anySatisfy(each -> assertThat(each)
                        .contains(
                                "The fleet file has " + CLUSTER + " in the cloud elsewhere, not in " + before.cloud()));
    }

    /** What a worker reads that is started again after somebody has edited the file. Nothing listens at the other cloud. */
    private void edit(Map<String, ClusterProfile> profiles) {
        ClusterProfile before = profiles.get(CLUSTER);
        try {
            Files.writeString(folder.resolve("clouds.yaml"), """
                  elsewhere:
                    auth: {auth_url: 'http://127.0.0.1:9/v3', username: a, password: b, project_id: c, user_domain_id: d}
                """, StandardOpenOption.APPEND);
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("cloud: \"" + before.cloud() + "\"", "cloud: elsewhere")
                            .replace("magnum: \"" + before.magnumCluster() + "\"", "magnum: another-cluster"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        profiles.putAll(FleetFile.read(file).profiles());
    }

    private static Talk atTheFirstLine(Runnable action) {
        return new Talk(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {

            private boolean done;

            @Override
            public void flush() {
                super.flush();
                if (!done) {
                    done = true;
                    action.run();
                }
            }
        });
    }
}
