// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes a folder with all that is in it; links are removed, never followed. */
final class FolderRemoval extends SimpleFileVisitor<Path> {

    private FolderRemoval() {}

    static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new FolderRemoval());
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
        if (problem != null) {
            throw problem;
        }
        Files.deleteIfExists(visited);
        return FileVisitResult.CONTINUE;
    }
}
