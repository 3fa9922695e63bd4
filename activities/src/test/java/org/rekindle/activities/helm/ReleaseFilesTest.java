// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.Release;

class ReleaseFilesTest {

    @TempDir
    private Path folder;

    @Test
    void namesEverythingThatIsMissing() {
        Release release = release(folder.resolve("chart").toString(), null, folder + "/a.yaml", folder + "/b.yaml");

        assertThatThrownBy(() -> ReleaseFiles.check(release))
                .hasMessageContaining("NOT_FOUND")
                .hasMessageContaining("chart " + folder.resolve("chart"))
                .hasMessageContaining("values file " + folder.resolve("a.yaml"))
                .hasMessageContaining("values file " + folder.resolve("b.yaml"));
    }

    @Test
    void leavesTheNameOfAChartInARepositoryAsItIs() {
        assertThat(ReleaseFiles.check(release("jupyterhub", "https://hub.jupyter.org/helm-chart/")))
                .isEqualTo(new ReleaseFiles("jupyterhub", List.of()));
        assertThat(ReleaseFiles.check(release("oci://registry.example.org/charts/hub", null)).chart())
                .isEqualTo("oci://registry.example.org/charts/hub");
    }

    @Test
    void makesPathsAbsolute() {
        assertThat(ReleaseFiles.check(release(".", null)).chart())
                .isEqualTo(Path.of("").toAbsolutePath().toString());
    }

    private static Release release(String chart, @Nullable String repository, String... values) {
        return new Release("hub", "hub", chart, null, repository, List.of(values), Duration.ofSeconds(60));
    }
}
