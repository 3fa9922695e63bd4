// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.rekindle.lab.plane.RealNodes;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.process.ResourceStack;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.ToolFinder;

/**
 * Nodes of {@code lab/hubs/plane} for the clusters of a lab, those of one cluster at a time. All are reached by one gateway, which outlives
 * them.
 */
public final class HubNodes implements RealNodes, AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofMinutes(2);
    private static final String SOCKET = "gateway";

    private final PublicFiles files;
    private final Progress progress;
    private final String tools;
    private final String registryPassword;
    private final VolumeFolders volumes;
    private final AcmeServer acme;
    private final int gateway = FreePorts.take();
    private final Semaphore turn = new Semaphore(1);
    private final Path sockets;

    /**
     * Prepares; nothing runs yet.
     *
     * @param registryPassword of the registry's user {@code builder}
     * @param volumes which outlive a node
     * @param acme from which the ingress gets certificates
     */
    public HubNodes(
            PublicFiles files,
            ToolFinder finder,
            Progress progress,
            String registryPassword,
            VolumeFolders volumes,
            AcmeServer acme)
            throws IOException {
        this.files = files;
        this.progress = progress;
        this.tools = HubPrograms.tools(finder, progress);
        this.registryPassword = registryPassword;
        this.volumes = volumes;
        this.acme = acme;
        // The path of a unix socket is short.
        this.sockets = Files.createTempDirectory("rekindle");
    }

    /** The port of the HTTP proxy by which the public names are reached, while there is a node. */
    public int gateway() {
        return gateway;
    }

    @Override
    public String group() {
        return "core";
    }

    @Override
    public String network() {
        return HubPlane.NETWORK;
    }

    @Override
    public Path kubelets() {
        return sockets.resolve(SOCKET);
    }

    @Override
    public RealNode join(Joining joining) {
        awaitTurn(joining.name());
        ResourceStack resources = new ResourceStack();
        try {
            resources.closes("turn", turn::release);
            introduce(joining);
            HubPlane plane = resources.closes("node", HubPlane.start(joining.folder(), tools, settings(joining)));
            drive(resources, plane, joining);
            resources
                    .closes("volumes", new NodeVolumes(joining.stackId(), joining.eyes(), volumes))
                    .start();
            resources
                    .closes("zone", new FirstRecords(files.zone(), joining.eyes()))
                    .start();
            return new First(plane, resources);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + joining.folder(), unwritable);
        } catch (RuntimeException failed) {
            resources.close();
            throw failed;
        }
    }

    /** The machine in whose namespaces the network of the cluster is. */
    private final class First implements RealNode {
        private final HubPlane plane;
        private final ResourceStack resources;

        private First(HubPlane plane, ResourceStack resources) {
            this.plane = plane;
            this.resources = resources;
        }

        @Override
        public RealNode beside(Joining joining) {
            ResourceStack own = new ResourceStack();
            try {
                introduce(joining);
                HubPlane guest = own.closes("node", plane.startBeside(joining.folder(), tools, settings(joining)));
                drive(own, guest, joining);
                progress.say("a second node with a kubelet has joined: " + joining.name());
                return new Guest(this, own);
            } catch (IOException unwritable) {
                own.close();
                throw new UncheckedIOException("cannot write under " + joining.folder(), unwritable);
            } catch (RuntimeException failed) {
                own.close();
                throw failed;
            }
        }

        @Override
        public void close() {
            resources.close();
        }
    }

    /** A machine beside the first one. */
    private record Guest(First first, ResourceStack resources) implements RealNode {
        @Override
        public RealNode beside(Joining joining) {
            return first.beside(joining);
        }

        @Override
        public void close() {
            resources.close();
        }
    }

    private void drive(ResourceStack resources, HubPlane plane, Joining joining) throws IOException {
        resources.closes("driver", NodeDriver.start(plane, joining.name(), volumes));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(kubelets());
            Files.delete(sockets);
        } catch (IOException undeletable) {
            throw new UncheckedIOException("cannot remove " + sockets, undeletable);
        }
    }

    /** A cluster may be made while the machine of the one before is still coming to its end. */
    private void awaitTurn(String name) {
        try {
            if (!turn.tryAcquire(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "node " + name + " cannot join: the machine of another cluster has not ended within "
                                + LONGEST_END.toMinutes() + " minutes, and there is room for one");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while node " + name + " waited for its turn", interrupted);
        }
    }

    private Map<String, String> settings(Joining joining) {
        return Map.of(
                "API_PORT", String.valueOf(joining.api()),
                "ACME_PORT", String.valueOf(acme.port()),
                "NODE", joining.name(),
                "GATEWAY_PORT", String.valueOf(gateway),
                "GATEWAY_PATH", kubelets().toString(),
                "REGISTRY_PASSWORD", registryPassword);
    }

    private void introduce(Joining joining) throws IOException {
        Path pki = Files.createDirectories(joining.folder().resolve("pki"));
        files.shareWith(joining.folder());
        Files.writeString(pki.resolve("ca.crt"), joining.authority());
        Files.writeString(pki.resolve("admin.crt"), joining.administrator().certificate());
        OwnerOnly.write(pki.resolve("admin.key"), joining.administrator().key());
        Files.writeString(pki.resolve("kubelet.crt"), joining.kubelet().certificate());
        OwnerOnly.write(pki.resolve("kubelet.key"), joining.kubelet().key());
    }
}
