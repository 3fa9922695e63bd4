// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chart on this machine, a folder or an archive: whether Helm can load it, with all charts that it depends on. */
public final class ChartFiles {

    private ChartFiles() {}

    /** What is wrong with a chart; empty when Helm can load it. */
    public static Optional<FileFault> fault(Path chart) {
        if (Files.isSymbolicLink(chart) && !Files.exists(chart)) {
            return Optional.of(new FileFault(chart, 0, "is a link to a file that is not there", "correct the link"));
        }
        if (!Files.exists(chart)) {
            return Optional.of(new FileFault(chart, 0, "is not there", "correct the path, or put the chart there"));
        }
        try {
            if (Files.isDirectory(chart)) {
                return ofFolder(chart);
            }
            return ofArchive(chart);
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.of(new FileFault(chart, 0, "cannot be read", "look at its owner and mode"));
        }
    }

    private static Optional<FileFault> ofFolder(Path folder) throws IOException {
        Path description = folder.resolve("Chart.yaml");
        if (!Files.isRegularFile(description)) {
            return Optional.of(new FileFault(
                    folder, 0, "has no file Chart.yaml, so it is not a chart", "name the folder that has one"));
        }
        ChartDescription own = ChartDescription.read(description, Files.readAllBytes(description));
        Path requirements = folder.resolve("requirements.yaml");
        ChartDescription older = null;
        if (Files.isRegularFile(requirements)) {
            older = ChartDescription.dependencies(requirements, Files.readAllBytes(requirements));
        }
        Map<String, Set<String>> vendored = new HashMap<>();
        Path charts = folder.resolve("charts");
        HelmIgnore ignored = HelmIgnore.of(folder);
        if (Files.isDirectory(charts)) {
            try (Stream<Path> files = Files.list(charts)) {
                for (Path each : files.sorted().toList()) {
                    Optional<FileFault> fault = vendor(folder, each, ignored, vendored);
                    if (fault.isPresent()) {
                        return fault;
                    }
                }
            }
        }
        return fault(folder, description, own, older, vendored);
    }

    private static Optional<FileFault> vendor(
            Path chart, Path each, HelmIgnore ignored, Map<String, Set<String>> vendored) throws IOException {
        if (isPassedOver(each.getFileName().toString())) {
            return Optional.empty();
        }
        Path description = each.resolve("Chart.yaml");
        ChartDescription found = null;
        if (Files.isRegularFile(description)) {
            found = ChartDescription.read(description, Files.readAllBytes(description));
        } else if (String.valueOf(each.getFileName()).endsWith(".tgz") && Files.isRegularFile(each)) {
            try {
                found = ChartArchive.read(each).description();
            } catch (IOException e) {
                return Optional.of(noArchive(each));
            }
        }
        if (found != null && found.name() != null) {
            vendored.computeIfAbsent(found.name(), name -> new TreeSet<>()).add(String.valueOf(found.version()));
        }
        if (found == null) {
            return noChart(chart, each, ignored);
        }
        return found.fault().map(fault -> fault.of(each));
    }

    /** Helm takes all that lies in {@code charts/} for charts, but not what has such a name. */
    static boolean isPassedOver(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    private static Optional<FileFault> noChart(Path chart, Path each, HelmIgnore ignored) throws IOException {
        try (Stream<Path> files = Files.walk(each, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.toString().endsWith(".prov")
                            && !ignored.mayLeaveOut(chart.relativize(file)))
                    .findFirst()
                    .map(file -> noChart(each));
        }
    }

    private static FileFault noChart(Path file) {
        return new FileFault(
                file,
                0,
                "is no chart, and Helm takes all that lies in charts/ for one",
                "move it elsewhere, or begin its name with an underscore");
    }

    private static FileFault noArchive(Path file) {
        return new FileFault(file, 0, "is not a whole archive of a chart", "fetch it again, such as with `helm pull`");
    }

    private static Optional<FileFault> ofArchive(Path file) throws IOException {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(512);
        }
        Optional<FileFault> foreign = ForeignFile.of(file, new String(beginning, StandardCharsets.ISO_8859_1));
        if (foreign.isPresent()) {
            return foreign;
        }
        ChartArchive archive;
        try {
            archive = ChartArchive.read(file);
        } catch (IOException e) {
            return Optional.of(noArchive(file));
        }
        ChartDescription own = archive.description();
        if (own == null) {
            return Optional.of(new FileFault(
                    file, 0, "has no file Chart.yaml in it, so it is not a chart", "make it with `helm package`"));
        }
        Optional<FileFault> stray =
                archive.strays().stream().findFirst().map(each -> noChart(file).in("charts/" + each));
        return archive.below()
                .or(() -> stray)
                .or(() -> fault(file, file, own, archive.requirements(), archive.vendored()));
    }

    /** @param description the file that says what the chart is */
    private static Optional<FileFault> fault(
            Path chart,
            Path description,
            ChartDescription own,
            @Nullable ChartDescription older,
            Map<String, Set<String>> vendored) {
        Optional<FileFault> fault = own.faultOfTop(description);
        if (fault.isPresent()) {
            return fault;
        }
        if (older != null && older.fault().isPresent()) {
            return older.fault();
        }
        List<ChartDescription.Dependency> all = Stream.of(Optional.of(own), Optional.ofNullable(older))
                .flatMap(Optional::stream)
                .flatMap(each -> each.dependencies().stream())
                .toList();
        List<String> missing = all.stream()
                .map(ChartDescription.Dependency::name)
                .filter(name -> !vendored.containsKey(name))
                .distinct()
                .toList();
        String cure = "run `helm dependency build " + chart + "`";
        if (!missing.isEmpty()) {
            return Optional.of(new FileFault(
                    chart,
                    0,
                    "lacks charts that it depends on in its folder charts/: " + String.join(", ", missing),
                    cure));
        }
        return all.stream()
                .filter(each ->
                        vendored.getOrDefault(each.name(), Set.of()).stream().allMatch(each::isOther))
                .findFirst()
                .map(each -> new FileFault(
                        chart,
                        0,
                        "depends on " + each.name() + " " + each.version() + ", and its folder charts/ has "
                                + String.join(", ", vendored.getOrDefault(each.name(), Set.of())),
                        cure));
    }
}
