// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.rekindle.worker.tools.Surroundings;

/** The real {@code openstack} command with its Magnum plugin, installed once into the cache folder. */
final class OpenStackClient {

    private static final String REQUIREMENTS = "/openstack-client/requirements.txt";
    private static final long MINUTES = 10;

    private final Path home;
    private final Path cloudsYaml;
    private final String cloud;

    private OpenStackClient(Path home, Path cloudsYaml, String cloud) {
        this.home = home;
        this.cloudsYaml = cloudsYaml;
        this.cloud = cloud;
    }

    /** What a command did; {@code text} is its standard output. */
    record Result(int exit, String text, String errors) {}

    /** The client for an entry of a {@code clouds.yaml}. */
    static OpenStackClient install(Path cloudsYaml, String cloud) throws IOException, InterruptedException {
        byte[] requirements;
        try (InputStream in = Objects.requireNonNull(OpenStackClient.class.getResourceAsStream(REQUIREMENTS))) {
            requirements = in.readAllBytes();
        }
        Path cache = Surroundings.ofThisProcess().cacheFolder();
        Files.createDirectories(cache);
        String version = sha256(requirements).substring(0, 12);
        Path home = cache.resolve("openstack-client-" + version);
        try (RandomAccessFile guard = new RandomAccessFile(
                        cache.resolve("openstack-client.lock").toFile(), "rw");
                FileLock lock = guard.getChannel().lock()) {
            Path complete = home.resolve("complete");
            if (!lock.isValid() || !Files.exists(complete)) {
                Files.createDirectories(home);
                Path list = Files.write(home.resolve("requirements.txt"), requirements);
                must(run(
                        home,
                        Map.of(),
                        List.of("python3", "-m", "venv", home.resolve("venv").toString())));
                must(run(
                        home,
                        Map.of(),
                        List.of(
                                home.resolve("venv/bin/pip").toString(),
                                "install",
                                "--quiet",
                                "--disable-pip-version-check",
                                "--require-hashes",
                                "--requirement",
                                list.toString())));
                Files.createFile(complete);
            }
        }
        return new OpenStackClient(home, cloudsYaml, cloud);
    }

    /** Runs {@code openstack} with these arguments in a folder. */
    Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("venv/bin/openstack").toString());
        command.addAll(List.of(arguments));
        return run(
                folder,
                Map.of(
                        "OS_CLIENT_CONFIG_FILE",
                        cloudsYaml.toString(),
                        "OS_CLOUD",
                        cloud,
                        // `coe cluster config` asks which shell its hint is for, and ends with KeyError where there is
                        // none.
                        "SHELL",
                        "/bin/bash"),
                command);
    }

    private static Result run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("openstack", ".out");
        Path errors = Files.createTempFile("openstack", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            // What the user has set up for clouds of their own must not matter.
            builder.environment().keySet().removeIf(name -> name.startsWith("OS_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("The command took longer than " + MINUTES + " minutes: " + command);
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static void must(Result result) throws IOException {
        if (result.exit() != 0) {
            throw new IOException("The OpenStack client could not be installed: " + result.errors());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
