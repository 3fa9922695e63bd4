// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.workflows;

import java.nio.file.Files;
import java.nio.file.Path;

final class ReadsAFile {
    boolean read(Path path) {
        return Files.exists(path);
    }
}
