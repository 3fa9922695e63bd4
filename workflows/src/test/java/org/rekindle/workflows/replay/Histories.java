// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where recorded histories lie: {@code <workflow>/<scenario>-v<release>.json}. A release adds to them and edits none. */
final class Histories {

    static final Path FOLDER = Path.of("src", "test", "resources", "histories");

    private Histories() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    static Path of(String workflow, String scenario, String release) {
        return FOLDER.resolve(workflow).resolve(scenario + "-v" + release + ".json");
    }
}
