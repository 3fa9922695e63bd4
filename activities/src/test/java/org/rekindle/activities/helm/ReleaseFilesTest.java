// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.fleet.Release;

class ReleaseFilesTest {

    @TempDir
    private Path folder;

    @Test
    void namesEverythingThatIsMissing() {
        Release release = release(folder.resolve("chart").toString(), null, folder + "/a.yaml", folder + "/b.yaml");

        assertThatThrownBy(() -> ReleaseFiles.check(release))
                .hasMessageContaining("NOT_FOUND")
                .hasMessageContaining(folder.resolve("chart") + " is not there")
                .hasMessageContaining(folder.resolve("a.yaml") + " is not there")
                .hasMessageContaining(folder.resolve("b.yaml") + " is not there");
    }

    @Test
    void leavesTheNameOfAChartInARepositoryAsItIs() {
        assertThat(ReleaseFiles.check(release("jupyterhub", "https://hub.jupyter.org/helm-chart/")))
                .isEqualTo(new ReleaseFiles("jupyterhub", List.of()));
        assertThat(ReleaseFiles.check(release("oci://registry.example.org/charts/hub", null))
                        .chart())
                .isEqualTo("oci://registry.example.org/charts/hub");
    }

    @Test
    void makesPathsAbsolute() throws IOException {
        Files.writeString(folder.resolve("Chart.yaml"), "{apiVersion: v2, name: demo, version: 0.1.0}\n");
        Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());

        assertThat(ReleaseFiles.check(release(relative.toString(), null)).chart())
                .isEqualTo(folder.toAbsolutePath().toString());
    }

    private static Release release(String chart, @Nullable String repository, String... values) {
        return new Release("hub", "hub", chart, null, repository, List.of(values), Duration.ofSeconds(60), null);
    }
}
