// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;

/** A node whose pods really run, by {@code lab/hubs/plane}: in namespaces of its own, which end with this process. */
public final class HubPlane implements AutoCloseable {

    /** The first time, containerd unpacks the images. */
    private static final Duration START = Duration.ofMinutes(10);

    private static final Duration END = Duration.ofMinutes(1);

    /** The network of what the machine reaches inside, as its first three numbers: the name server and load balancers. */
    public static final String NETWORK = "198.51.100";

    /** What the folder is called inside. */
    private static final Path INSIDE = Path.of("/run/plane");

    private final Path folder;
    private final ChildProcess process;

    private HubPlane(Path folder, ChildProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts it in a folder, and returns when its node is ready.
     *
     * @param tools the folders of what it runs, as a {@code PATH}
     * @param settings the variables that {@code lab/hubs/plane} names; by none of them it is a cluster
     */
    public static HubPlane start(Path folder, String tools, Map<String, String> settings) {
        return start(List.of(HubPrograms.of("plane"), folder.toString()), folder, tools, settings);
    }

    /** Starts one more node in a folder, by {@code lab/hubs/guest}, and returns when it is ready. It ends with this one at the latest. */
    public HubPlane startBeside(Path other, String tools, Map<String, String> settings) {
        return start(List.of(HubPrograms.of("guest"), other.toString(), folder.toString()), other, tools, settings);
    }

    private static HubPlane start(List<String> command, Path folder, String tools, Map<String, String> settings) {
        Path log = folder.resolve("plane.log");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PROGRAMS", tools);
        HubPlane plane = new HubPlane(folder, ChildProcess.start(Lifeline.best(), command, log, environment));
        try {
            Waiting.until(
                    "a node whose pods really run",
                    START,
                    () -> Files.exists(folder.resolve("ready")),
                    () -> !plane.process.isAlive(),
                    () -> "its log is " + log);
            return plane;
        } catch (RuntimeException failed) {
            plane.close();
            throw new IllegalStateException(
                    "The node did not start: " + String.join("\n", ChildProcess.tail(log, 15)), failed);
        }
    }

    /** The cluster administrator's, which leads through the gateway. */
    public String kubeconfig() {
        return file("kubeconfig");
    }

    /** The port of the HTTP proxy by which everything inside is reached. */
    public int gateway() {
        return Integer.parseInt(file("gateway"));
    }

    /** The public zone. */
    public PublicZone zone() {
        return new PublicZone(folder.resolve("zone"));
    }

    /** A file of the plane, such as {@code public.crt}. */
    public String file(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the machine has a file of the plane that is known by this path inside. */
    Path outside(String inside) {
        return folder.resolve(INSIDE.relativize(Path.of(inside)).toString());
    }

    /** Returns when all that ran inside is gone. */
    @Override
    public void close() {
        List<ProcessHandle> inside = ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        process.kill();
        Waiting.until(
                "the end of all that ran inside",
                END,
                () -> inside.stream().noneMatch(ProcessHandle::isAlive),
                () -> false,
                inside::toString);
    }
}
