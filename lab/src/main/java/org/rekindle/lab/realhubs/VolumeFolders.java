// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.process.Loop;

/** What lies in the volumes of a cloud: a folder for each, which outlives clusters and goes when the cloud deletes the volume. */
public final class VolumeFolders implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Path folder;
    private final Loop loop = new Loop("volume-folders");
    private volatile @Nullable CloudVolumes cloud;

    /** Folders below this one; there is no cloud yet. */
    public VolumeFolders(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
    }

    /** Says whose volumes they are, and begins to look which are gone. */
    public void start(CloudVolumes volumes) {
        cloud = volumes;
        loop.start(LOOK_EVERY, this::removeThoseOfDeletedVolumes);
    }

    /** The volumes themselves. */
    CloudVolumes cloud() {
        return Objects.requireNonNull(cloud, "a volume before there is a cloud");
    }

    /** The folder of a volume that exists, made when it is looked for first. Pods run as other users than this process. */
    Path of(String volumeId) {
        try {
            Path data = Files.createDirectories(folder.resolve(volumeId));
            return Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot make a folder for volume " + volumeId, unwritable);
        }
    }

    @Override
    public void close() {
        loop.close();
    }

    private void removeThoseOfDeletedVolumes() {
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> all = folders.toList();
            // Asked after the list, so that no volume which is made meanwhile is missing.
            Set<String> existing = cloud().ids();
            for (Path each : all) {
                if (!existing.contains(each.getFileName().toString())) {
                    remove(each);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove what lies in a deleted volume", failed);
        }
    }

    private static void remove(Path data) throws IOException {
        try (Stream<Path> paths = Files.walk(data)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
