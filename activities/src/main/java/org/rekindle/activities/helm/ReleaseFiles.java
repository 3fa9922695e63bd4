// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Release;

/**
 * The files that a release is made from, as absolute paths.
 *
 * @param chart a path, or the name of a chart that is found elsewhere
 * @param values in the order in which they are layered
 */
record ReleaseFiles(String chart, List<String> values) {

    /** {@code NOT_FOUND} with everything that is missing. */
    static ReleaseFiles check(Release release) {
        List<String> missing = new ArrayList<>();
        String chart = release.chart();
        if (release.repository() == null && !chart.startsWith("oci://")) {
            Path path = Path.of(chart).toAbsolutePath().normalize();
            chart = path.toString();
            if (!Files.isReadable(path)) {
                missing.add("chart " + path + " (for a chart of a repository, name the repository)");
            }
        }
        List<String> values = new ArrayList<>();
        for (String name : release.valuesFiles()) {
            Path path = Path.of(name).toAbsolutePath().normalize();
            values.add(path.toString());
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                missing.add("values file " + path);
            }
        }
        if (!missing.isEmpty()) {
            throw Failures.of(
                    FailureCode.NOT_FOUND,
                    "Release " + release.name() + " needs what cannot be read on this machine: "
                            + String.join(", ", missing) + ".");
        }
        return new ReleaseFiles(chart, List.copyOf(values));
    }
}
