// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolCatalogueTest {
    @TempDir
    private Path folder;

    @Test
    void hasTemporal() {
        assertThat(ToolCatalogue.shipped().all()).contains(Tool.TEMPORAL);
    }

    @Test
    void joinsTheFilesOfAllModules() throws IOException {
        ToolCatalogue both = ToolCatalogue.read(List.of(file("product", "temporal"), file("lab", "etcd")));

        assertThat(both.all()).containsExactly(Tool.TEMPORAL, new Tool("etcd"));
        assertThat(both.spec(new Tool("etcd")).version()).isEqualTo("1.5.1");
    }

    @Test
    void refusesTwoEntriesForOneTool() throws IOException {
        List<URL> files = List.of(file("product", "temporal"), file("lab", "temporal"));

        assertThatThrownBy(() -> ToolCatalogue.read(files))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two entries for temporal");
    }

    @Test
    void saysWhichToolHasNoEntry() {
        assertThatThrownBy(() -> new ToolCatalogue(List.of()).spec(Tool.TEMPORAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temporal");
    }

    @ParameterizedTest
    @CsvSource({
        "etcd Version: 1.5.1, true",
        "temporal version 1.5.1 (Server 1.29.1), true",
        "v1.5.1+g1234, true",
        "v1.5.1., true",
        "1.5.10, false",
        "11.5.1, false",
        "1.5.1.2, false",
        "1.5.1-rc1, false",
        "Kubernetes v1.36.3, false",
    })
    void knowsItsVersionWhenItReadsIt(String printed, boolean same) {
        ToolSpec spec = new ToolSpec("x", "1.5.1", List.of(), "x", "x", null, null, false, 1, null);

        assertThat(spec.isVersionIn(printed)).isEqualTo(same);
    }

    private URL file(String module, String tool) throws IOException {
        String yaml = """
                tools:
                  - {name: %s, version: 1.5.1, ask: [], module: x, package: x, minutes: 1}
                """.formatted(tool);
        return Files.writeString(folder.resolve(module + ".yaml"), yaml).toUri().toURL();
    }
}
