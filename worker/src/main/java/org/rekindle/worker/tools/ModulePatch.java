// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** Changes the sources of a required module before a tool is built from them: a copy is patched, never Go's own cache. */
final class ModulePatch {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private ModulePatch() {}

    /**
     * Makes the module build against a patched copy.
     *
     * @param work a folder for the copy
     */
    static void apply(ToolSpec spec, ToolSpec.Patch patch, ModuleSource module, Path work) throws IOException {
        Path patched = Files.createDirectory(work.resolve("patched"));
        copyTree(module.sourceOf(patch.module()), patched);
        Path file = work.resolve(patch.file());
        ModuleSource.copy(spec.module(), patch.file(), file);
        ProcessBuilder git =
                new ProcessBuilder("git", "apply", "--verbose", file.toString()).directory(patched.toFile());
        // If the cache folder is inside a repository, git skips what is not of that repository.
        git.environment().put("GIT_CEILING_DIRECTORIES", work.toAbsolutePath().toString());
        Command.run(git, PATIENCE, work.resolve("patch.log"));
        module.replace(patch.module(), patched);
    }

    /** Go's module cache cannot be written to, and neither could a plain copy of it. */
    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.write(to.resolve(from.relativize(file)), Files.readAllBytes(file));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
