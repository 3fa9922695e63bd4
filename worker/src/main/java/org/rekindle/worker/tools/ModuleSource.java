// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pinned Go module that travels in the jar, and the sources of what it requires. */
final class ModuleSource {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** On the class path; the poms put tools/ there. */
    private static final String FOLDER = "/META-INF/rekindle/tools/";

    private static final List<String> MODULE_FILES = List.of("go.mod", "go.sum", "tools.go");

    private final Path go;
    private final Path folder;

    private ModuleSource(Path go, Path folder) {
        this.go = go;
        this.folder = folder;
    }

    /**
     * Lays the pinned module down.
     *
     * @param module its folder under tools/
     * @param folder where it is laid; must not exist
     */
    static ModuleSource layDown(Path go, String module, Path folder) throws IOException {
        Files.createDirectory(folder);
        for (String name : MODULE_FILES) {
            copy(module, name, folder.resolve(name));
        }
        return new ModuleSource(go, folder);
    }

    Path folder() {
        return folder;
    }

    /**
     * The sources of a module that this one requires, in Go's module cache: fetched when they are not there, and checked
     * against go.sum.
     */
    Path sourceOf(String required) throws IOException {
        Path answer = Files.createTempFile(folder, "download", ".json");
        run(List.of(go.toString(), "mod", "download", "-json", required), answer);
        JsonNode module = JsonMapper.builder().build().readTree(answer.toFile());
        if (module.path("Dir").asText().isEmpty()) {
            throw new ToolUnavailableException("Go does not say where it keeps " + required + ": "
                    + module.path("Error").asText("no reason given"));
        }
        return Path.of(module.path("Dir").asText());
    }

    /** Builds against another folder in place of a required module. */
    void replace(String required, Path by) throws IOException {
        run(
                List.of(go.toString(), "mod", "edit", "-replace=" + required + "=" + by),
                Files.createTempFile(folder, "edit", ".log"));
    }

    /** Copies a file that travels with the module. */
    static void copy(String module, String name, Path target) throws IOException {
        Files.write(target, content(module, name));
    }

    /** The SHA-256 of a file that travels with the module, hex. */
    static String sha256(String module, String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content(module, name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name + " of the module " + module, unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] content(String module, String name) throws IOException {
        try (@Nullable InputStream content = ModuleSource.class.getResourceAsStream(FOLDER + module + "/" + name)) {
            if (content == null) {
                throw new ToolUnavailableException("the module " + module + " has no " + name
                        + " on the classpath; build Rekindle with its own pom, which puts tools/ there");
            }
            return content.readAllBytes();
        }
    }

    private void run(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(output.toFile());
        // A workspace above this folder would replace the pinned versions.
        builder.environment().put("GOWORK", "off");
        Command.run(builder, PATIENCE, Files.createTempFile(folder, "command", ".log"));
    }
}
