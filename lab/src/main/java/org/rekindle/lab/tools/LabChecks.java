// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.tools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.tools.Check;
import org.rekindle.worker.tools.Check.Status;
import org.rekindle.worker.tools.CheckProvider;
import org.rekindle.worker.tools.Command;
import org.rekindle.worker.tools.Surroundings;

/** What the lab and its tests need of the machine beside the tools. */
public final class LabChecks implements CheckProvider {
    private static final long GIB = 1L << 30;
    /** Measured: the tools 0.7, a first build's modules and objects 4, two control planes and the histories the rest. */
    private static final long DISK = 6 * GIB;
    /** Measured: a control plane takes up to 0.7, a recovery has two for a while, the servers and the JVM the rest. */
    private static final long MEMORY = 3 * GIB;
    /** Two control planes with four ports each, the cloud's services, Temporal, its UI, metrics, webhooks. */
    private static final int PORTS = 24;

    private static final Path MEMINFO = Path.of("/proc/meminfo");

    @Override
    public List<Check> checks(Surroundings surroundings) {
        return List.of(
                disk(surroundings.cacheFolder(), DISK),
                memory(MEMINFO, MEMORY),
                ports(PORTS),
                chromium(surroundings),
                python(surroundings),
                mariadb(surroundings));
    }

    static Check disk(Path folder, long bytes) {
        String wanted = gib(bytes) + " free";
        try {
            long free = Files.getFileStore(nearestExisting(folder)).getUsableSpace();
            if (free >= bytes) {
                return Check.ok("disk", wanted, gib(free), folder);
            }
            return Check.bad(
                    Status.MISSING,
                    "disk",
                    wanted,
                    gib(free),
                    folder,
                    "Make room, or name a folder on another disk by REKINDLE_CACHE.");
        } catch (IOException e) {
            return Check.bad(Status.MISSING, "disk", wanted, e.toString(), folder, "REKINDLE_CACHE names another.");
        }
    }

    static Check memory(Path meminfo, long bytes) {
        String wanted = gib(bytes) + " available, for the lab";
        OptionalLong available = availableMemory(meminfo);
        if (available.isEmpty()) {
            return Check.ok("memory", wanted, "not shown by this system", null);
        }
        if (available.getAsLong() >= bytes) {
            return Check.ok("memory", wanted, gib(available.getAsLong()), null);
        }
        return Check.bad(
                Status.OPTIONAL,
                "memory",
                wanted,
                gib(available.getAsLong()),
                null,
                "Close what is not needed: the lab runs whole Kubernetes control planes.");
    }

    private static OptionalLong availableMemory(Path meminfo) {
        try (Stream<String> lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static Check ports(int count) {
        String wanted = count + " free on 127.0.0.1";
        List<ServerSocket> open = new ArrayList<>();
        try {
            while (open.size() < count) {
                open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return Check.ok("ports", wanted, count + " or more", null);
        } catch (IOException e) {
            return Check.bad(
                    Status.MISSING,
                    "ports",
                    wanted,
                    open.size() + ", then " + e,
                    null,
                    "Something holds the ephemeral ports (see: ss -tan), or the limit on open files is low (ulimit -n).");
        } finally {
            open.forEach(LabChecks::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that was just opened cannot be closed", e);
        }
    }

    private static Check chromium(Surroundings surroundings) {
        return optional(
                "chromium",
                "only for the test that takes the picture of the Temporal UI",
                Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                        .flatMap(name -> surroundings.onPath(name).stream())
                        .findFirst(),
                "Run lab/install-extras (or, on Debian and Ubuntu: apt install chromium).");
    }

    /** Debian keeps a server's programs off an ordinary user's PATH. */
    private static Check mariadb(Surroundings surroundings) {
        return optional(
                "mariadbd",
                "only for the lab with a real OpenStack",
                Stream.concat(
                                surroundings.onPath("mariadbd").stream(),
                                Stream.of("/usr/sbin", "/usr/local/sbin").map(folder -> Path.of(folder, "mariadbd")))
                        .filter(Files::isExecutable)
                        .findFirst(),
                "Run lab/install-extras --openstack (or, on Debian and Ubuntu: apt install mariadb-server-core"
                        + " mariadb-client-core).");
    }

    private static Check optional(String name, String wanted, Optional<Path> found, String cure) {
        return found.map(path -> Check.ok(name, wanted, "present", path))
                .orElseGet(() -> Check.bad(Status.OPTIONAL, name, wanted, null, null, cure));
    }

    private static Check python(Surroundings surroundings) {
        String wanted =
                "3 with venv, only for the tests with the OpenStack client and a JupyterHub, and the lab with a real OpenStack";
        Optional<Path> python = surroundings.onPath("python3").stream().findFirst();
        return python.flatMap(path -> Command.output(List.of(
                                path.toString(),
                                "-c",
                                "import ensurepip, platform, venv; print(platform.python_version())"))
                        .map(version -> Check.ok("python3", wanted, version, path)))
                .orElseGet(() -> Check.bad(
                        Status.OPTIONAL,
                        "python3",
                        wanted,
                        python.map(path -> "without venv").orElse(null),
                        python.orElse(null),
                        "Run lab/install-extras (or, on Debian and Ubuntu: apt install python3-venv)."));
    }

    /** The folder itself, or what it would be made in. */
    private static Path nearestExisting(Path folder) {
        @Nullable Path parent = folder.getParent();
        if (parent == null || Files.exists(folder)) {
            return folder;
        }
        return nearestExisting(parent);
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }
}
