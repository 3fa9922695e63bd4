// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rekindle.activities.helm.ChartFiles;
import org.rekindle.activities.helm.FileFault;
import org.rekindle.activities.helm.ValuesFile;

/** Looks at each values file and chart once, however many clusters of the fleet name it. */
final class CheckedFiles {

    private final Map<Path, Optional<FileFault>> values = new HashMap<>();
    private final Map<Path, Optional<FileFault>> charts = new HashMap<>();

    Optional<FileFault> values(Path file) {
        return values.computeIfAbsent(file, ValuesFile::fault);
    }

    Optional<FileFault> chart(Path chart) {
        return charts.computeIfAbsent(chart, ChartFiles::fault);
    }
}
