// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the process finds around it.
 *
 * @param environment the environment variables
 * @param platform such as {@code linux-amd64}, as Go names it
 */
public record Surroundings(Map<String, String> environment, Path userHome, String platform) {

    /** Copies the variables. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                platform(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    static String platform(String osName, String osArchitecture) {
        String system = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
        String architecture = switch (osArchitecture) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> osArchitecture;
        };
        return system + "-" + architecture;
    }

    /** {@code REKINDLE_CACHE}, else {@code rekindle} in {@code XDG_CACHE_HOME}, else {@code ~/.cache/rekindle}. */
    public Path cacheFolder() {
        return variable("REKINDLE_CACHE")
                .map(Path::of)
                .orElseGet(() -> variable("XDG_CACHE_HOME")
                        .map(Path::of)
                        .orElseGet(() -> userHome.resolve(".cache"))
                        .resolve("rekindle"))
                .toAbsolutePath();
    }

    /** The folder of ready-made tools that the user named, if any. */
    Optional<Path> toolsFolder() {
        return variable("REKINDLE_TOOLS_DIR").map(Path::of);
    }

    /** Every file of this name on PATH that can be run, first one first. */
    public List<Path> onPath(String command) {
        @Nullable String path = environment.get("PATH");
        if (path == null) {
            return List.of();
        }
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(command))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .toList();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
