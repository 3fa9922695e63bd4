// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.lab.process.Loop;

/**
 * Runs the static pods whose manifests lie in {@code etc/kubernetes/manifests}, and ends those whose manifest is taken away, as a
 * kubelet does. A file for each that runs is in {@code run/containers}, from which the machine's {@code crictl} reads.
 */
final class Kubelet implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path manifests;
    private final Path containers;
    private final List<StaticPod> pods;
    private final Loop loop = new Loop("kubelet");

    /**
     * One that does nothing yet.
     *
     * @param root of the machine
     */
    Kubelet(Path root, List<StaticPod> pods) {
        this.manifests = root.resolve("etc/kubernetes/manifests");
        this.containers = root.resolve("run/containers");
        this.pods = List.copyOf(pods);
    }

    /** Writes the manifest of every pod and keeps to them from now on. */
    void start() {
        try {
            Files.createDirectories(manifests);
            Files.createDirectories(containers);
            for (StaticPod pod : pods) {
                Files.writeString(manifest(pod), """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %s, namespace: kube-system}
                        spec:
                          containers:
                          - name: %s
                            command:
                        """.formatted(pod.name(), pod.name()) + flags(pod));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + manifests, unwritable);
        }
        loop.start(PAUSE, this::look);
    }

    /** The command line, as kubeadm writes it: what is done on the machine reads ports and files from there. */
    private static String flags(StaticPod pod) {
        return pod.command().stream().map(word -> "    - " + word + "\n").collect(Collectors.joining());
    }

    private void look() {
        try {
            for (StaticPod pod : pods) {
                Path container = containers.resolve(pod.name());
                if (Files.exists(manifest(pod))) {
                    pod.start();
                    if (!Files.exists(container)) {
                        Files.createFile(container);
                    }
                } else {
                    pod.stop();
                    Files.deleteIfExists(container);
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + containers, unwritable);
        }
    }

    private Path manifest(StaticPod pod) {
        return manifests.resolve(pod.name() + ".yaml");
    }

    /** When it returns, no pod is started or ended by it any more. */
    @Override
    public void close() {
        loop.close();
    }
}
