// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolCatalogue;
import org.rekindle.worker.tools.ToolSpec;

/** The entries of every module's {@code tools.yaml}, and the Go modules that they are built from. */
final class ShippedToolsTest {
    private static final Path MODULES = Path.of("../tools");
    private static final ToolCatalogue SHIPPED = ToolCatalogue.shipped();

    static Stream<ToolSpec> specs() {
        return SHIPPED.all().stream().map(SHIPPED::spec);
    }

    @Test
    void areTheProductsAndThoseOfTheLab() {
        assertThat(SHIPPED.all())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(Tool.TEMPORAL), ofTheLab()).toList());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void areBuiltFromModulesThatPinTheVersionTheyName(ToolSpec spec) throws IOException {
        assertThat(moduleFile(spec, "go.mod").lines())
                .as("what go.mod requires")
                .anySatisfy(line -> assertThat(line)
                        .matches("require \\S+ v" + spec.version().replace(".", "\\."))
                        .satisfies(text -> assertThat(spec.goPackage()).startsWith(text.split(" ")[1])));
        assertThat(moduleFile(spec, "tools.go")).contains('"' + spec.goPackage() + '"');
        assertThat(moduleFile(spec, "go.sum")).isNotEmpty();
    }

    @Test
    void bringEachPatchAlong() throws IOException {
        ToolSpec spec = SHIPPED.spec(LabTools.CLUSTER_API_DEVELOPMENT);
        ToolSpec.Patch patch = Objects.requireNonNull(spec.patch());

        assertThat(moduleFile(spec, "go.mod")).contains(patch.module() + " v" + spec.version());
        assertThat(moduleFile(spec, patch.file())).startsWith("diff --git");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void areDownloadedOnlyByChecksum(ToolSpec spec) {
        List<ToolSpec.Download> downloads = Objects.requireNonNullElse(spec.downloads(), List.of());

        assertThat(downloads).allSatisfy(download -> {
            assertThat(download.sha256()).matches("[0-9a-f]{64}");
            assertThat(download.url()).hasScheme("https");
            assertThat(download.url().getPath()).contains(spec.version());
        });
    }

    private static Stream<Tool> ofTheLab() {
        return Arrays.stream(LabTools.class.getFields()).map(ShippedToolsTest::constant);
    }

    private static Tool constant(Field field) {
        try {
            return (Tool) Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(field + " is public", e);
        }
    }

    private static String moduleFile(ToolSpec spec, String name) throws IOException {
        return Files.readString(MODULES.resolve(spec.module()).resolve(name));
    }
}
