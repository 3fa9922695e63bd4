// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.rekindle.lab.cloud.CertificateAuthorities;
import org.rekindle.lab.cloud.ClusterMachines.CertificateAuthority;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.OwnerOnly;

/** A cluster without nodes that holds Cluster API's objects: etcd, an API server and the controllers of Kubernetes itself. */
public final class ManagementCluster implements AutoCloseable {

    private final Path folder;
    private final Pki pki;
    private final ControlPlane plane;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "management-cluster");
        thread.setDaemon(true);
        return thread;
    });
    private final KubernetesClient client;
    private volatile boolean stopped;

    /** Makes its certificates and kubeconfig; starts nothing. */
    public ManagementCluster(Path folder, PlaneBinaries binaries, Duration deadline) {
        this.folder = folder;
        Clock clock = Clock.systemUTC();
        try {
            Files.createDirectories(folder.resolve("logs"));
            CertificateAuthority authority = CertificateAuthorities.make("management", clock.instant());
            this.pki = Pki.create(
                    folder.resolve("pki"),
                    authority.certificatePem(),
                    authority.privateKeyPem(),
                    clock.instant(),
                    clock.instant());
            PlaneCommands commands = new PlaneCommands(
                    binaries,
                    pki,
                    folder,
                    new PlaneCommands.Ports(FreePorts.take(), FreePorts.take(), FreePorts.take()),
                    null);
            this.plane = new ControlPlane(
                    folder,
                    pki,
                    commands,
                    EnumSet.of(ControlPlane.Client.CONTROLLER_MANAGER),
                    deadline,
                    () -> stopped,
                    timer);
            OwnerOnly.write(kubeconfig(), Kubeconfigs.ofLab(plane.server(), pki));
            this.client = ClusterAccess.verified(plane.server(), pki);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + folder, unwritable);
        }
    }

    /** Starts it; returns when the API server is ready. */
    public void start() {
        plane.start();
    }

    /** The kubeconfig of its administrator. */
    public Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** Its administrator's client. */
    public KubernetesClient client() {
        return client;
    }

    /** The folder with a certificate for servers on the loopback interface that the API server can be made to trust. */
    public Path certificates() {
        return folder.resolve("pki");
    }

    /** The name of that certificate and its key in the folder, without the ending. */
    public String servingCertificate() {
        return "apiserver";
    }

    /** The authority of that certificate. */
    public String authorityPem() {
        return pki.authorityPem();
    }

    @Override
    public void close() {
        stopped = true;
        client.close();
        plane.stop();
        timer.shutdownNow();
    }
}
