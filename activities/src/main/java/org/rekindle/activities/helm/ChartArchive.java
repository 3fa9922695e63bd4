// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a packed chart that say what it is and depends on.
 *
 * @param description of the chart itself, null when there is none
 * @param requirements of an older chart, null when there are none
 * @param vendored versions of the charts below {@code charts/}, by their names; those that are packed once more are not opened, and
 *     counted by their names
 * @param below the first fault of those
 * @param strays what else lies below {@code charts/} and would have to be a chart
 */
record ChartArchive(
        @Nullable ChartDescription description,
        @Nullable ChartDescription requirements,
        Map<String, Set<String>> vendored,
        Optional<FileFault> below,
        List<String> strays) {

    /** Helm's own limit of one file in a chart is 5 MiB; no description is as long. */
    private static final int LONGEST_DESCRIPTION = 5 * 1024 * 1024;

    /** Helm takes 100 MiB unpacked. */
    private static final long LARGEST = 100L * 1024 * 1024;

    /** Reads to the end, so that half an archive is noticed. */
    static ChartArchive read(Path file) throws IOException {
        ChartDescription own = null;
        ChartDescription requirements = null;
        Map<String, Set<String>> vendored = new HashMap<>();
        Optional<FileFault> fault = Optional.empty();
        Set<String> strays = new TreeSet<>();
        Set<String> charts = new HashSet<>();
        long all = 0;
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(file)), UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                all += entry.getSize();
                if (all > LARGEST) {
                    throw new IOException("larger than a chart may be");
                }
                String[] parts = entry.getName().replaceFirst("^\\./", "").split("/");
                if (parts.length > 2 && parts[1].equals("charts")) {
                    if (entry.isDirectory()
                            || ChartFiles.isPassedOver(parts[2])
                            || entry.getName().endsWith(".prov")) {
                        continue;
                    }
                    strays.add(parts[2]);
                }
                if (parts.length == 2 && parts[1].equals("Chart.yaml")) {
                    own = ChartDescription.read(file, content(tar));
                } else if (parts.length == 2 && parts[1].equals("requirements.yaml")) {
                    requirements = ChartDescription.dependencies(file, content(tar));
                } else if (parts.length == 4 && parts[1].equals("charts") && parts[3].equals("Chart.yaml")) {
                    charts.add(parts[2]);
                    ChartDescription below = ChartDescription.read(file, content(tar));
                    fault = fault.or(() -> below.fault().map(each -> each.in("charts/" + parts[2])));
                    if (below.name() != null) {
                        vendored.computeIfAbsent(below.name(), name -> new TreeSet<>())
                                .add(String.valueOf(below.version()));
                    }
                } else if (parts.length == 3 && parts[1].equals("charts") && parts[2].endsWith(".tgz")) {
                    charts.add(parts[2]);
                    vendored.computeIfAbsent(
                                    parts[2].replaceFirst("-v?\\d+\\.\\d+\\.\\d+[^/]*\\.tgz$", ""),
                                    name -> new TreeSet<>())
                            .add("");
                }
            }
        }
        strays.removeAll(charts);
        return new ChartArchive(own, requirements, Map.copyOf(vendored), fault, List.copyOf(strays));
    }

    private static byte[] content(TarArchiveInputStream tar) throws IOException {
        return tar.readNBytes(LONGEST_DESCRIPTION);
    }
}
