// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ToolCatalogueTest {
    private final ToolCatalogue shipped = ToolCatalogue.shipped();

    @ParameterizedTest
    @EnumSource(Tool.class)
    void isBuiltFromAModuleThatPinsTheVersionItNames(Tool tool) throws IOException {
        ToolSpec spec = shipped.spec(tool);

        assertThat(moduleFile(spec, "go.mod").lines())
                .as("what go.mod requires")
                .anySatisfy(line -> assertThat(line)
                        .matches("require \\S+ v" + spec.version().replace(".", "\\."))
                        .satisfies(text -> assertThat(spec.goPackage()).startsWith(text.split(" ")[1])));
        assertThat(moduleFile(spec, "tools.go")).contains('"' + spec.goPackage() + '"');
        assertThat(moduleFile(spec, "go.sum")).isNotEmpty();
    }

    @Test
    void bringsEachPatchAlong() throws IOException {
        ToolSpec spec = shipped.spec(Tool.CLUSTER_API_DEVELOPMENT);
        ToolSpec.Patch patch = Objects.requireNonNull(spec.patch());

        assertThat(moduleFile(spec, "go.mod")).contains(patch.module() + " v" + spec.version());
        assertThat(moduleFile(spec, patch.file())).startsWith("diff --git");
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void isDownloadedOnlyByChecksum(Tool tool) {
        List<ToolSpec.Download> downloads =
                Objects.requireNonNullElse(shipped.spec(tool).downloads(), List.of());

        assertThat(downloads).allSatisfy(download -> {
            assertThat(download.sha256()).matches("[0-9a-f]{64}");
            assertThat(download.url()).hasScheme("https");
            assertThat(download.url().getPath()).contains(shipped.spec(tool).version());
        });
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
        ToolSpec spec = new ToolSpec("x", "1.5.1", List.of(), "x", "x", null, null, 1, null);

        assertThat(spec.isVersionIn(printed)).isEqualTo(same);
    }

    @Test
    void refusesAListThatLacksATool() {
        assertThatThrownBy(() -> new ToolCatalogue(List.of(shipped.spec(Tool.ETCD))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("says nothing about temporal");
    }

    private static String moduleFile(ToolSpec spec, String name) throws IOException {
        String resource = "module/" + spec.module() + "/" + name;
        try (InputStream content = Objects.requireNonNull(Tool.class.getResourceAsStream(resource), resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
