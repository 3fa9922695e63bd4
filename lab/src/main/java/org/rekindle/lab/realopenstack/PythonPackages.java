// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.process.ShortCommand;
import org.rekindle.worker.tools.Progress;

/**
 * Keystone, Magnum and its driver with all that they need, pinned by version and hash, in a virtual environment in the cache
 * folder. A changed list of packages goes into another folder, so that a lab that runs is never touched.
 */
final class PythonPackages {
    private static final Duration MAKE = Duration.ofMinutes(2);
    private static final Duration INSTALL = Duration.ofMinutes(15);

    private final Path home;

    private PythonPackages(Path home) {
        this.home = home;
    }

    /**
     * Installs them unless they are there.
     *
     * @param cache Rekindle's cache folder
     */
    static PythonPackages ensure(Path cache, Progress progress) throws IOException {
        byte[] requirements = PackagedFiles.bytes("requirements.txt");
        Path folder = Files.createDirectories(cache.resolve("openstack"));
        Path home = folder.resolve(sha256(requirements).substring(0, 12));
        try (RandomAccessFile guard =
                        new RandomAccessFile(folder.resolve("install.lock").toFile(), "rw");
                FileLock lock = guard.getChannel().lock()) {
            Path complete = home.resolve("complete");
            if (!lock.isValid() || !Files.exists(complete)) {
                install(Files.createDirectories(home), requirements, progress);
                Files.createFile(complete);
            }
        }
        return new PythonPackages(home);
    }

    /** A program of the environment. */
    String program(String name) {
        return home.resolve("venv/bin").resolve(name).toString();
    }

    /** The folder with the programs. */
    Path programs() {
        return home.resolve("venv/bin");
    }

    /** A file that a package brings along under {@code etc}. */
    Path etc(String name) {
        return home.resolve("venv/etc").resolve(name);
    }

    private static void install(Path home, byte[] requirements, Progress progress) throws IOException {
        Path list = Files.write(home.resolve("requirements.txt"), requirements);
        Path log = home.resolve("install.log");
        progress.say("installing Keystone and Magnum from PyPI, a few minutes, once (log: " + log + ")");
        ShortCommand.run(
                "make a virtual environment of Python",
                List.of("python3", "-m", "venv", home.resolve("venv").toString()),
                Map.of(),
                log,
                MAKE);
        ShortCommand.run(
                "install Keystone and Magnum",
                List.of(
                        home.resolve("venv/bin/pip").toString(),
                        "install",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--require-hashes",
                        "--requirement",
                        list.toString()),
                Map.of(),
                log,
                INSTALL);
        progress.say("Keystone and Magnum are installed");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
