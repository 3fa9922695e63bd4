// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that a person has read and approved, in a file. */
final class ApprovedPage {

    private static final Path FOLDER = Path.of("src/test/resources/pages");

    private ApprovedPage() {}

    /** The page is as approved. With {@code -Drekindle.docs=write} it is written instead, which is what {@code make docs} does. */
    static void holds(String name, String made) throws IOException {
        // The hash of a plan changes with everything in it, and says nothing to a reader.
        String page = made.replaceAll("\\b[0-9a-f]{64}\\b", "(hash)")
                .replaceAll("\\b(?!\\d+\\b)[0-9a-f]{12}\\b(?!-)", "(hash)");
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("rekindle.docs"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, page);
        }

        assertThat(page).as("%s; `make docs` writes it again", file).isEqualTo(Files.readString(file));
        assertThat(page).doesNotContain("(unknown)");
    }
}
