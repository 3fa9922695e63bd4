// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes a folder with all that is in it; links are removed, never followed. What does not let itself be removed keeps nothing else from
 * going: there may be a kubeconfig beside it.
 */
public final class FolderRemoval extends SimpleFileVisitor<Path> {

    /** Removes one file or empty folder; what is gone already is no fault. */
    @FunctionalInterface
    interface Deletion {
        void delete(Path path) throws IOException;
    }

    private final Deletion deletion;
    private final List<IOException> left = new ArrayList<>();

    private FolderRemoval(Deletion deletion) {
        this.deletion = deletion;
    }

    /**
     * Removes it; what is gone already is no fault.
     *
     * @throws IOException when something is left; it names all of it
     */
    public static void remove(Path folder) throws IOException {
        remove(folder, Files::deleteIfExists);
    }

    /** @param deletion how one thing is removed */
    static void remove(Path folder, Deletion deletion) throws IOException {
        FolderRemoval removal = new FolderRemoval(deletion);
        Files.walkFileTree(folder, removal);
        if (!removal.left.isEmpty()) {
            throw new IOException(
                    removal.left.stream().map(IOException::toString).collect(Collectors.joining("; ")));
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        delete(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
        keep(problem);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) {
        if (problem != null) {
            keep(problem);
        }
        delete(visited);
        return FileVisitResult.CONTINUE;
    }

    private void delete(Path path) {
        try {
            deletion.delete(path);
        } catch (IOException e) {
            keep(e);
        }
    }

    /** That a folder is not empty says nothing where it is said what is left in it. */
    private void keep(IOException problem) {
        boolean follows = problem instanceof DirectoryNotEmptyException && !left.isEmpty();
        if (!follows && !(problem instanceof NoSuchFileException)) {
            left.add(problem);
        }
    }
}
