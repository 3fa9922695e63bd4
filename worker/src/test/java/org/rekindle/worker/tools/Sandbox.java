// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A PATH, a cache and a home of a test's own. Its {@code bin} folder comes before the system's, so scripts have a shell. */
final class Sandbox {
    final Path root;
    final List<String> said = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    Sandbox(Path root) {
        this.root = root;
        environment.put("PATH", bin().toString());
        environment.put("REKINDLE_CACHE", cache().toString());
    }

    Path bin() {
        return root.resolve("bin");
    }

    Path cache() {
        return root.resolve("cache");
    }

    Sandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Surroundings surroundings() {
        return new Surroundings(environment, root, "linux-amd64");
    }

    ToolFinder finder() {
        return new ToolFinder(ToolCatalogue.shipped(), surroundings());
    }

    /** A finder for which one tool's entry is changed. */
    ToolFinder finder(Tool tool, UnaryOperator<ToolSpec> change) {
        ToolCatalogue shipped = ToolCatalogue.shipped();
        return new ToolFinder(
                new ToolCatalogue(Arrays.stream(Tool.values())
                        .map(each -> each == tool ? change.apply(shipped.spec(each)) : shipped.spec(each))
                        .toList()),
                surroundings());
    }

    static UnaryOperator<ToolSpec> downloads(ToolSpec.@Nullable Download download) {
        return spec -> new ToolSpec(
                spec.name(),
                spec.version(),
                spec.ask(),
                spec.module(),
                spec.goPackage(),
                spec.linkerFlags(),
                spec.patch(),
                spec.minutes(),
                download == null ? null : List.of(download));
    }

    Path script(Path file, String body) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + body + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path onPath(String command, String body) {
        return script(bin().resolve(command), body);
    }

    Path inCache(Tool tool) {
        ToolSpec spec = ToolCatalogue.shipped().spec(tool);
        return script(new ToolCache(cache()).place(spec), "echo cached");
    }

    /**
     * A compiler that counts its runs, keeps its arguments and the module it was started in, and makes a tool that says
     * {@code built}.
     */
    void go() {
        onPath("go", """
                if [ "$1" = env ]; then echo go1.26.8; exit 0; fi
                echo "$@" >> '%1$s/go.arguments'
                cp go.mod '%1$s/go.mod.seen'
                sleep 0.2
                while [ "$1" != -o ]; do shift; done
                printf '#!/bin/sh\necho built\n' > "$2\"""".formatted(root));
    }

    List<String> goRuns() {
        Path arguments = root.resolve("go.arguments");
        try {
            return Files.exists(arguments) ? Files.readAllLines(arguments) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Progress progress() {
        return said::add;
    }
}
