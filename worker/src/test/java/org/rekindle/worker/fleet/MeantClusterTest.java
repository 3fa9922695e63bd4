// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;

/** Which cluster of which cloud an id of the fleet file means, as the activity that deletes asks it. */
class MeantClusterTest {

    private static final String OLD = "11111111-1111-4111-8111-111111111111";
    private static final String NEW = "22222222-2222-4222-8222-222222222222";

    @TempDir
    private Path folder;

    @Test
    void theClusterThatTheFileNamesIsMeant() throws IOException {
        assertThat(rules("dev-binder").elsewhere("dev", "jetstream2", identity(OLD, "dev-binder")))
                .isEmpty();
        assertThat(rules(OLD).elsewhere("dev", "jetstream2", identity(OLD, "dev-binder")))
                .isEmpty();
    }

    @Test
    void anotherClusterBesideTheIdIsRefused() throws IOException {
        assertThat(rules("dev-binder").elsewhere("dev", "jetstream2", identity(OLD, "prod-binder")))
                .hasValue("The fleet file means cluster dev-binder by dev, not prod-binder (" + OLD + ").");
        assertThat(rules("dev-binder").elsewhere("dev", "there", identity(OLD, "dev-binder")))
                .hasValue("The fleet file has dev in the cloud jetstream2, not in there.");
        assertThat(rules("dev-binder").elsewhere("dev", "there", null)).isPresent();
    }

    @Test
    void theSuccessorOfAClusterThatIsNamedByItsUuidIsMeant() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("reports/dev"));
        Files.writeString(
                kept.resolve("rebuilt.json"),
                "[{\"cluster\":\"dev\",\"was\":\"" + OLD + "\",\"is\":\"" + NEW
                        + "\",\"at\":\"2026-03-10T03:00:00Z\"}]");

        assertThat(rules(OLD).elsewhere("dev", "jetstream2", identity(NEW, "dev-binder")))
                .isEmpty();
        assertThat(rules(OLD).elsewhere("dev", "jetstream2", identity(NEW.replace('2', '3'), "dev-binder")))
                .isPresent();
    }

    @Test
    void anIdThatTheFileDoesNotHaveIsRefused() throws IOException {
        assertThatThrownBy(() -> rules("dev-binder").elsewhere("prod", "jetstream2", identity(OLD, "dev-binder")))
                .hasMessageContaining("prod");
    }

    private FleetApprovals rules(String magnum) throws IOException {
        return new FleetApprovals(FleetFolder.in(folder)
                .write(
                        "openstack: {cloudsFile: clouds.yaml}\nstate: {folder: .}\nclusters: {dev: {cloud: jetstream2, magnum: "
                                + magnum + ", templates: [t]}}\n"));
    }

    private static ClusterIdentity identity(String uuid, String name) {
        return new ClusterIdentity(new ClusterUuid(uuid), name, "stack", Instant.parse("2026-03-01T00:00:00Z"));
    }
}
