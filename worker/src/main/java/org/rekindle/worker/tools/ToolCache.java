// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where downloaded and built tools are kept: {@code tools/<name>/<version>/<name>} in the cache folder. The version of a tool
 * that is built from patched sources ends with the beginning of the patch's SHA-256, so that another patch is another tool.
 *
 * <p>A tool appears there in one move, so a tool that can be seen can be run. A lock on a file sees to it that two runs
 * started together make it once.
 */
final class ToolCache {
    // A file lock is the process's, not the thread's.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private static final int DIGITS = 8;

    private final Path folder;

    ToolCache(Path cacheFolder) {
        this.folder = cacheFolder;
    }

    Path place(ToolSpec spec) {
        return folder.resolve("tools").resolve(spec.name()).resolve(key(spec)).resolve(spec.name());
    }

    private static String key(ToolSpec spec) {
        ToolSpec.@Nullable Patch patch = spec.patch();
        if (patch == null) {
            return spec.version();
        }
        return spec.version() + "-"
                + ModuleSource.sha256(spec.module(), patch.file()).substring(0, DIGITS);
    }

    Path log(ToolSpec spec) {
        return folder.resolve("log").resolve(spec.name() + "-" + key(spec) + ".log");
    }

    Optional<Path> look(ToolSpec spec) {
        return Optional.of(place(spec)).filter(Files::isExecutable);
    }

    /** Makes one tool; called with an empty folder for its work, returns the file that is to be kept. */
    interface Maker<T> {
        T make(Path workFolder) throws IOException;
    }

    /** Runs the maker while no other run makes this tool, unless another one has made it meanwhile. */
    <T> Optional<T> makeOnce(ToolSpec spec, Progress progress, Maker<T> maker) throws IOException {
        Path lockFile = folder.resolve("tools").resolve(spec.name() + "-" + key(spec) + ".lock");
        Files.createDirectories(lockFile.getParent());
        ReentrantLock threads = THREADS.computeIfAbsent(lockFile, path -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, spec, progress)) {
            if (!lock.isValid()) {
                throw new IOException("the lock on " + lockFile + " was lost");
            }
            if (look(spec).isPresent()) {
                return Optional.empty();
            }
            String prefix = "." + spec.name() + "-" + key(spec) + "-";
            removeLeftovers(prefix);
            Path work = Files.createTempDirectory(folder.resolve("tools"), prefix);
            try {
                return Optional.of(maker.make(work));
            } finally {
                deleteTree(work);
            }
        } finally {
            threads.unlock();
        }
    }

    private static FileLock lock(FileChannel channel, ToolSpec spec, Progress progress) throws IOException {
        FileLock atOnce = channel.tryLock();
        if (atOnce != null) {
            return atOnce;
        }
        progress.say(spec.name() + " " + spec.version() + ": another run is fetching it; waiting for that one");
        return channel.lock();
    }

    /** Moves a finished file to its place. */
    Path keep(ToolSpec spec, Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path place = place(spec);
        Files.createDirectories(place.getParent());
        return Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a run left behind that was killed while it made this tool: the lock is ours, so no run works there now. */
    private void removeLeftovers(String prefix) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder.resolve("tools"), prefix + "*")) {
            for (Path leftover : leftovers) {
                deleteTree(leftover);
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
