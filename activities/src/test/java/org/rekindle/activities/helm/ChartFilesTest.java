// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts as people vendor them, each as a folder and packed: a fault is what Helm refuses, and nothing else. */
class ChartFilesTest {

    private static final String TOP = """
            apiVersion: v2
            name: demo
            version: 0.1.0
            dependencies: [{name: common, version: 2.x.x, repository: 'https://charts.example.org'}]
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v2, name: common, version: 2.30.0, type: library}",
                "{name: common, version: 2.30.0}",
                "{apiVersion: , name: common, version: 2.30.0}",
                "{apiVersion: '', name: common, version: 2.30.0}",
                "{apiVersion: true, name: common, version: 2.30.0}"
            })
    void aVendoredChartMayBeALibraryAndSayNoApiVersion(String below) throws IOException {
        assertThat(asFolder(Map.of("Chart.yaml", TOP, "charts/common/Chart.yaml", below)))
                .isEmpty();
        assertThat(packed(Map.of("Chart.yaml", TOP, "charts/common/Chart.yaml", below)))
                .isEmpty();

        Path chart = write(Map.of("Chart.yaml", TOP));
        pack(
                Map.of("Chart.yaml", below),
                "common",
                Files.createDirectories(chart.resolve("charts")).resolve("common-2.30.0.tgz"));
        assertThat(ChartFiles.fault(chart)).isEmpty();
    }

    @Test
    void theChartItselfMayBeNoLibrary() throws IOException {
        Map<String, String> library =
                Map.of("Chart.yaml", "{apiVersion: v2, name: common, version: 2.30.0, type: library}");

        assertThat(asFolder(library).orElseThrow().toString()).contains("Chart.yaml is a library");
        assertThat(packed(library).orElseThrow().toString()).contains("demo.tgz is a library");
    }

    @Test
    void theChartItselfMaySayNoApiVersion() throws IOException {
        assertThat(asFolder(Map.of("Chart.yaml", "{name: demo, version: 0.1.0}")))
                .isEmpty();
        assertThat(packed(Map.of("Chart.yaml", "{name: demo, version: 0.1.0}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{apiVersion: [v2], name: common, version: 2.30.0}', has a `apiVersion` that is not text",
        "'{apiVersion: v2, version: 2.30.0}', lacks `name`",
        "'{apiVersion: v2, name: common}', lacks `version`",
        "'{apiVersion: v2, name: common, version: two}', has an invalid `version`",
        "'{apiVersion: v2', is not YAML"
    })
    void whatHelmRefusesOfAVendoredChartIsAFaultOfThatChart(String below, String says) throws IOException {
        Map<String, String> files = Map.of("Chart.yaml", TOP, "charts/common/Chart.yaml", below);

        assertThat(asFolder(files).orElseThrow().toString())
                .startsWith(folder.resolve("demo/charts/common").toString())
                .contains(says);
        assertThat(packed(files).orElseThrow().toString())
                .startsWith(folder.resolve("demo.tgz").toString())
                .contains("holds charts/common, which " + says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"charts/README.md", "charts/grafana/values.yaml", "charts/old/.gitkeep"})
    void whatIsNoChartAndLiesAmongThemIsAFault(String stray) throws IOException {
        Map<String, String> files = Map.of("Chart.yaml", "{name: demo, version: 0.1.0}", stray, "x");
        String name = stray.split("/")[1];

        assertThat(asFolder(files).orElseThrow().toString())
                .startsWith(folder.resolve("demo/charts").resolve(name) + " is no chart, and Helm takes all");
        assertThat(packed(files).orElseThrow().toString())
                .contains("demo.tgz holds charts/" + name + ", which is no chart");

        files = new TreeMap<>(files);
        files.put(".helmignore", "# x\n*.tmp\n");
        assertThat(asFolder(files)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charts/_README.md",
                "charts/.gitkeep",
                "charts/_old/values.yaml",
                "charts/_old/Chart.yaml",
                "charts/common-2.0.0.tgz.prov",
                "charts/grafana/a.prov"
            })
    void whatHelmPassesOverAmongThemIsNoFault(String name) throws IOException {
        Map<String, String> files = Map.of("Chart.yaml", "{name: demo, version: 0.1.0}", name, "[");

        assertThat(asFolder(files)).isEmpty();
        assertThat(packed(files)).isEmpty();
        Files.createDirectories(folder.resolve("demo/charts/empty/still"));
        assertThat(ChartFiles.fault(folder.resolve("demo"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.md",
                "README.*",
                "charts/README.md",
                "/charts/README.md",
                "charts/*",
                "charts/",
                "/charts",
                "[QR]EADME.md",
                "!*.yaml"
            })
    void whatHelmignoreMayNameIsNoFault(String rule) throws IOException {
        assertThat(asFolder(Map.of(
                        "Chart.yaml",
                        "{name: demo, version: 0.1.0}",
                        ".helmignore",
                        "\uFEFF" + rule + "\n\n# charts\n",
                        "charts/README.md",
                        "x")))
                .isEmpty();
    }

    private Optional<FileFault> asFolder(Map<String, String> files) throws IOException {
        return ChartFiles.fault(write(files));
    }

    private Optional<FileFault> packed(Map<String, String> files) throws IOException {
        return ChartFiles.fault(pack(files, "demo", folder.resolve("demo.tgz")));
    }

    private Path write(Map<String, String> files) throws IOException {
        Path chart = folder.resolve("demo");
        for (Map.Entry<String, String> each : files.entrySet()) {
            Path file = chart.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.getValue());
        }
        return chart;
    }

    private static Path pack(Map<String, String> files, String name, Path archive) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            for (Map.Entry<String, String> each : new TreeMap<>(files).entrySet()) {
                byte[] content = each.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(name + "/" + each.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }
}
