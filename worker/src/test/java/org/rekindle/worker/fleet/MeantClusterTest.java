// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.teardown.MeantCluster;

/** Which cluster of which cloud an id of the fleet file means, as the activity that deletes asks it. */
class MeantClusterTest {

    private static final String OLD = "11111111-1111-4111-8111-111111111111";
    private static final String NEW = "22222222-2222-4222-8222-222222222222";

    @TempDir
    private Path folder;

    @Test
    void theClusterThatTheFileNamesIsMeant() throws IOException {
        assertThat(rules("dev-binder").of("dev").meant())
                .isEqualTo(new MeantCluster("jetstream2", List.of("dev-binder")));
        assertThat(rules(OLD).of("dev").meant()).isEqualTo(new MeantCluster("jetstream2", List.of(OLD)));
    }

    @Test
    void theSuccessorOfAClusterThatIsNamedByItsUuidIsMeant() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("reports/dev"));
        Files.writeString(
                kept.resolve("rebuilt.json"),
                "[{\"cluster\":\"dev\",\"was\":\"" + OLD + "\",\"is\":\"" + NEW
                        + "\",\"at\":\"2026-03-10T03:00:00Z\"}]");

        assertThat(rules(OLD).of("dev").meant().names()).containsExactly(OLD, NEW);
    }

    @Test
    void anEditOfTheFileMeansAnotherClusterAtOnce() throws IOException {
        FleetApprovals rules = rules("dev-binder");
        rules("prod-binder");

        assertThat(rules.of("dev").meant().names()).containsExactly("prod-binder");
    }

    @Test
    void anIdThatTheFileDoesNotHaveIsRefused() throws IOException {
        FleetApprovals rules = rules("dev-binder");

        assertThatThrownBy(() -> rules.of("prod")).hasMessageContaining("prod");
    }

    private FleetApprovals rules(String magnum) throws IOException {
        return new FleetApprovals(FleetFolder.in(folder).write("""
                        openstack: {cloudsFile: clouds.yaml}
                        state: {folder: .}
                        clusters: {dev: {cloud: jetstream2, magnum: %s, templates: [t]}}
                        """.formatted(magnum)));
    }
}
