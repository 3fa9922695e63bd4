// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a {@code Chart.yaml} says, as far as it decides whether Helm loads the chart.
 *
 * @param name null where there is none
 * @param version null where there is none
 * @param library whether it holds parts for other charts alone, so that Helm does not install it by itself
 * @param fault what Helm refuses in it, wherever it is
 */
record ChartDescription(
        @Nullable String name,
        @Nullable String version,
        boolean library,
        List<Dependency> dependencies,
        Optional<FileFault> fault) {

    /** As Helm reads versions, with less than three numbers too. */
    private static final Pattern VERSION =
            Pattern.compile("v?\\d+(\\.\\d+){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    private static final Pattern EXACT = Pattern.compile("v?(\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]*)");

    /**
     * A chart that another depends on.
     *
     * @param version an exact one or a range; empty for any
     */
    record Dependency(String name, String version) {

        /** Whether another version is asked for; Helm leaves such a chart out in silence. Ranges are not checked. */
        boolean isOther(@Nullable String vendored) {
            return vendored != null
                    && EXACT.matcher(version).matches()
                    && EXACT.matcher(vendored).matches()
                    && !bare(version).equals(bare(vendored));
        }

        private static String bare(String version) {
            return version.replaceFirst("^v", "").replaceFirst("\\+.*$", "");
        }
    }

    /** Reads a {@code Chart.yaml}. */
    static ChartDescription read(Path file, byte[] bytes) {
        Object read = yaml(file, bytes);
        if (read instanceof FileFault fault) {
            return faulty(fault);
        }
        if (!(read instanceof Map<?, ?> keys)) {
            return faulty(new FileFault(file, 0, "holds no keys", "write apiVersion, name and version"));
        }
        // Helm takes a chart that says no version of the API for one of the first.
        if (keys.get("apiVersion") instanceof Map || keys.get("apiVersion") instanceof Collection) {
            return faulty(new FileFault(file, 0, problem(keys, "apiVersion"), "write it, in quotes"));
        }
        for (String key : List.of("name", "version")) {
            if (written(keys.get(key)).isBlank()) {
                return faulty(new FileFault(file, 0, problem(keys, key), "write it, in quotes"));
            }
        }
        String version = written(keys.get("version"));
        if (!VERSION.matcher(version).matches()) {
            return faulty(new FileFault(file, 0, "has an invalid `version`", "write it such as 1.2.3"));
        }
        return new ChartDescription(
                written(keys.get("name")),
                version,
                "library".equals(keys.get("type")),
                dependencies(keys),
                Optional.empty());
    }

    /** What Helm refuses of the chart that it installs; those below it may be libraries. */
    Optional<FileFault> faultOfTop(Path chart) {
        if (library) {
            return Optional.of(new FileFault(
                    chart, 0, "is a library, which Helm does not install", "name the chart that uses it"));
        }
        return fault;
    }

    private static String problem(Map<?, ?> keys, String key) {
        if (keys.get(key) == null) {
            return "lacks `" + key + "`";
        }
        return "has a `" + key + "` that is not text";
    }

    /** Helm takes a version that YAML takes for a number. */
    private static String written(@Nullable Object value) {
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        return "";
    }

    /** Reads a {@code requirements.yaml}, in which older charts say what they depend on. */
    static ChartDescription dependencies(Path file, byte[] bytes) {
        Object read = yaml(file, bytes);
        if (read instanceof FileFault fault) {
            return faulty(fault);
        }
        if (read instanceof Map<?, ?> keys) {
            return new ChartDescription(null, null, false, dependencies(keys), Optional.empty());
        }
        return new ChartDescription(null, null, false, List.of(), Optional.empty());
    }

    private static List<Dependency> dependencies(Map<?, ?> keys) {
        List<Dependency> dependencies = new ArrayList<>();
        if (keys.get("dependencies") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> dependency && dependency.get("name") instanceof String name) {
                    dependencies.add(new Dependency(
                            name,
                            Objects.toString(dependency.get("version"), "").strip()));
                }
            }
        }
        return List.copyOf(dependencies);
    }

    private static Object yaml(Path file, byte[] bytes) {
        try {
            Object read =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(bytes, StandardCharsets.UTF_8));
            if (read == null) {
                return Set.of();
            }
            return read;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            return new FileFault(file, line, "is not YAML", "fix the syntax at this line");
        } catch (YAMLException | ClassCastException | NumberFormatException e) {
            return new FileFault(file, 0, "is not YAML", "fix its syntax");
        }
    }

    private static ChartDescription faulty(FileFault fault) {
        return new ChartDescription(null, null, false, List.of(), Optional.of(fault));
    }
}
