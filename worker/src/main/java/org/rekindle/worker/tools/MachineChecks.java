// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

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
import org.rekindle.worker.tools.Check.Status;

/** What a run needs of the machine beside the tools. */
final class MachineChecks {
    private static final int FIRST_JAVA = 17;
    private static final long GIB = 1L << 30;
    /** Measured: the tools 0.7, a first build's modules and objects 4, two control planes and the histories the rest. */
    private static final long DISK = 6 * GIB;
    /** Measured: a control plane takes up to 0.7, a recovery has two for a while, the servers and the JVM the rest. */
    private static final long MEMORY = 3 * GIB;
    /** Two control planes with four ports each, the cloud's services, Temporal, its UI, metrics, webhooks. */
    private static final int PORTS = 24;

    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private final Surroundings surroundings;
    private final Path stateFolder;

    MachineChecks(Surroundings surroundings, Path stateFolder) {
        this.surroundings = surroundings;
        this.stateFolder = stateFolder.toAbsolutePath();
    }

    List<Check> all() {
        Path cache = surroundings.cacheFolder();
        return List.of(
                java(Runtime.version().feature()),
                writable("cache folder", cache, "REKINDLE_CACHE names another folder."),
                writable("state folder", stateFolder, "Give the folder to this user, or run from another one."),
                disk(cache, DISK),
                memory(MEMINFO, MEMORY),
                ports(PORTS),
                chromium(),
                python(),
                mariadb());
    }

    static Check java(int feature) {
        String wanted = FIRST_JAVA + " or later";
        Path home = Path.of(System.getProperty("java.home"));
        return feature >= FIRST_JAVA
                ? Check.ok("java", wanted, Runtime.version().toString(), home)
                : Check.bad(
                        Status.MISSING,
                        "java",
                        wanted,
                        Runtime.version().toString(),
                        home,
                        "Install one and point JAVA_HOME at it.");
    }

    static Check writable(String name, Path folder, String cure) {
        Path existing = nearestExisting(folder);
        try {
            Files.delete(Files.createTempFile(existing, ".rekindle-doctor", null));
            return Check.ok(name, "writable", "writable", folder);
        } catch (IOException e) {
            return Check.bad(Status.MISSING, name, "writable", existing + " is not: " + e, folder, cure);
        }
    }

    static Check disk(Path folder, long bytes) {
        Path existing = nearestExisting(folder);
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            return free >= bytes
                    ? Check.ok("disk", gib(bytes) + " free", gib(free), folder)
                    : Check.bad(
                            Status.MISSING,
                            "disk",
                            gib(bytes) + " free",
                            gib(free),
                            folder,
                            "Make room, or name a folder on another disk by REKINDLE_CACHE.");
        } catch (IOException e) {
            return Check.bad(
                    Status.MISSING,
                    "disk",
                    gib(bytes) + " free",
                    e.toString(),
                    folder,
                    "REKINDLE_CACHE names another.");
        }
    }

    static Check memory(Path meminfo, long bytes) {
        String wanted = gib(bytes) + " available, for the lab";
        OptionalLong available = availableMemory(meminfo);
        if (available.isEmpty()) {
            return Check.ok("memory", wanted, "not told by this system", null);
        }
        return available.getAsLong() >= bytes
                ? Check.ok("memory", wanted, gib(available.getAsLong()), null)
                : Check.bad(
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
            open.forEach(MachineChecks::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that was just opened cannot be closed", e);
        }
    }

    private Check chromium() {
        String wanted = "only for the test that takes the picture of the Temporal UI";
        return Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                .flatMap(name -> surroundings.onPath(name).stream())
                .findFirst()
                .map(path -> Check.ok("chromium", wanted, "present", path))
                .orElseGet(() -> Check.bad(
                        Status.OPTIONAL,
                        "chromium",
                        wanted,
                        null,
                        null,
                        "Run lab/install-extras (or, on Debian and Ubuntu: apt install chromium)."));
    }

    private Check python() {
        String wanted = "3 with venv, only for the test with the OpenStack client and the lab with a real OpenStack";
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
                        python.isPresent() ? "without venv" : null,
                        python.orElse(null),
                        "Run lab/install-extras (or, on Debian and Ubuntu: apt install python3-venv)."));
    }

    /** Debian keeps a server's programs off an ordinary user's PATH. */
    private Check mariadb() {
        String wanted = "only for the lab with a real OpenStack";
        return Stream.concat(
                        surroundings.onPath("mariadbd").stream(),
                        Stream.of("/usr/sbin", "/usr/local/sbin").map(folder -> Path.of(folder, "mariadbd")))
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> Check.ok("mariadbd", wanted, "present", path))
                .orElseGet(() -> Check.bad(
                        Status.OPTIONAL,
                        "mariadbd",
                        wanted,
                        null,
                        null,
                        "Run lab/install-extras --openstack (or, on Debian and Ubuntu: apt install mariadb-server-core"
                                + " mariadb-client-core)."));
    }

    /** The folder itself, or what it would be made in. */
    private static Path nearestExisting(Path folder) {
        @Nullable Path parent = folder.getParent();
        return parent == null || Files.exists(folder) ? folder : nearestExisting(parent);
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }
}
