// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures of the documentation. */
final class Pictures {

    private Pictures() {}

    /** Ordinary runs leave the tree as it is, since no two pictures are the same. */
    static void keep(String name, byte[] picture) throws IOException {
        Path kept = Path.of("..", "docs", "pictures", name);
        boolean wanted = Boolean.getBoolean("rekindle.pictures") || Files.notExists(kept);
        Path file = wanted ? kept : Path.of("target", "pictures", name);
        Files.createDirectories(file.getParent());
        Files.write(file, picture);
    }
}
