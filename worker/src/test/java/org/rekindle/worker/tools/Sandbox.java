// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Some tools, a PATH, a cache and a home of a test's own. Its {@code bin} folder comes before the system's, so scripts have a shell. */
final class Sandbox {
    static final Tool ETCD = new Tool("etcd");
    static final Tool KUBE_SCHEDULER = new Tool("kube-scheduler");
    static final Tool KWOK = new Tool("kwok");
    static final Tool HELM = new Tool("helm");

    private static final ToolCatalogue CATALOGUE = catalogue();

    final Path root;
    final List<String> said = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    Sandbox(Path root) {
        this.root = root;
        environment.put("PATH", bin().toString());
        environment.put("REKINDLE_CACHE", cache().toString());
    }

    private static ToolCatalogue catalogue() {
        try {
            return ToolCatalogue.read(List.of(Objects.requireNonNull(Sandbox.class.getResource("some-tools.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return new ToolFinder(CATALOGUE, surroundings());
    }

    /** A finder for which one tool has another download. */
    ToolFinder finder(Tool tool, ToolSpec.Download download) {
        return new ToolFinder(
                new ToolCatalogue(CATALOGUE.all().stream()
                        .map(CATALOGUE::spec)
                        .map(spec -> spec.name().equals(tool.command()) ? with(download, spec) : spec)
                        .toList()),
                surroundings());
    }

    private static ToolSpec with(ToolSpec.Download download, ToolSpec spec) {
        return new ToolSpec(
                spec.name(),
                spec.version(),
                spec.ask(),
                spec.module(),
                spec.goPackage(),
                spec.linkerFlags(),
                spec.patch(),
                spec.onRequest(),
                spec.minutes(),
                List.of(download));
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
        ToolSpec spec = CATALOGUE.spec(tool);
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
