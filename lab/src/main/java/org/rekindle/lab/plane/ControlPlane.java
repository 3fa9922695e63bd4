// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.process.OwnerOnly;

/**
 * The programs of one control plane in one folder, which is the root of the machine that they run on: {@code etc/kubernetes/} as
 * kubeadm lays it out, {@code logs/} and data.
 *
 * <p>etcd and the API server start together, what connects to the API server follows when it is ready. All of them are
 * started again when they end, as a kubelet does.
 */
final class ControlPlane {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(3);

    private final Path folder;
    private final Pki pki;
    private final PlaneCommands commands;
    private final StaticPod etcd;
    private final StaticPod apiServer;
    private final List<StaticPod> clients;
    private final Kubelet kubelet;
    private final Duration deadline;
    private final BooleanSupplier stopped;
    /** Not HTTP/2: there the API server ends the connection of a client without credentials. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(UnverifiedTls.context())
            .build();

    ControlPlane(
            Path folder,
            Pki pki,
            PlaneCommands commands,
            Set<Client> clients,
            Duration deadline,
            BooleanSupplier stopped,
            ScheduledExecutorService timer) {
        this.folder = folder;
        this.pki = pki;
        this.commands = commands;
        this.deadline = deadline;
        this.stopped = stopped;
        this.etcd = pod("etcd", commands.etcd(), timer);
        this.apiServer = pod("kube-apiserver", commands.kubeApiserver(), timer);
        this.clients = Arrays.stream(Client.values())
                .filter(clients::contains)
                .map(client -> pod(client.program, client.command(commands), timer))
                .toList();
        this.kubelet = new Kubelet(
                folder,
                Stream.concat(Stream.of(etcd, apiServer), this.clients.stream()).toList());
    }

    /** What connects to the API server. */
    enum Client {
        CONTROLLER_MANAGER("kube-controller-manager") {
            @Override
            List<String> command(PlaneCommands commands) {
                return commands.kubeControllerManager();
            }
        },
        SCHEDULER("kube-scheduler") {
            @Override
            List<String> command(PlaneCommands commands) {
                return commands.kubeScheduler();
            }
        },
        KWOK("kwok") {
            @Override
            List<String> command(PlaneCommands commands) {
                return commands.kwok();
            }
        };

        private final String program;

        Client(String program) {
            this.program = program;
        }

        abstract List<String> command(PlaneCommands commands);
    }

    Pki pki() {
        return pki;
    }

    String server() {
        return commands.server();
    }

    /** Starts everything; returns when the API server is ready and its clients are under way. */
    void start() {
        writeFiles();
        etcd.start();
        apiServer.start();
        await("the API server at " + server(), this::answersReady);
        clients.forEach(StaticPod::start);
        kubelet.start();
    }

    /**
     * Issues the leaves again and returns when the API server serves the new one, without a restart. What connects to it
     * is started again, so that nothing lives on by an old connection.
     */
    void reissue(Instant issuedAt) {
        pki.issueLeaves(issuedAt);
        writeKubeconfigs();
        Instant expected = issuedAt.plus(Pki.LEAF_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        await(
                "the API server to serve a certificate that ends " + expected,
                () -> TlsLook.at(commands.ports().api())
                        .map(X509Certificate::getNotAfter)
                        .filter(notAfter -> notAfter.toInstant().equals(expected))
                        .isPresent());
        clients.forEach(StaticPod::stop);
        clients.forEach(StaticPod::start);
    }

    /** Waits for something in this cluster, with the control plane's deadline and logs. */
    void await(String what, BooleanSupplier condition) {
        Waiting.until(what, deadline, () -> condition.getAsBoolean() || failWhenEnded(), stopped, this::logs);
    }

    /** Kills everything and waits until it is gone. */
    void stop() {
        kubelet.close();
        clients.forEach(StaticPod::stop);
        apiServer.stop();
        etcd.stop();
    }

    /** The last lines of every log. */
    String logs() {
        StringBuilder all = new StringBuilder("logs under " + folder.resolve("logs") + ":");
        for (StaticPod pod : List.of(etcd, apiServer)) {
            all.append("\n--- ").append(pod.name()).append(":\n").append(String.join("\n", pod.tail()));
        }
        return all.toString();
    }

    private boolean failWhenEnded() {
        for (StaticPod pod : List.of(etcd, apiServer)) {
            if (pod.exits() > 0) {
                throw new PlaneException(pod.name() + " ended: " + String.join("\n", pod.tail()));
            }
        }
        return false;
    }

    private boolean answersReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server() + "/readyz"))
                    .timeout(READY_TIMEOUT)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void writeFiles() {
        try {
            Files.createDirectories(folder.resolve("etc/kubernetes"));
            writeKubeconfigs();
            Optional<String> egress = commands.egress();
            if (egress.isPresent()) {
                Files.writeString(commands.egressFile(), egress.get());
            }
            try (InputStream stages = ControlPlane.class.getResourceAsStream("stages.yaml")) {
                if (stages == null) {
                    throw new PlaneException("the resource stages.yaml is missing from this build");
                }
                Files.copy(stages, folder.resolve("stages.yaml"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + folder, unwritable);
        }
    }

    private void writeKubeconfigs() {
        try {
            for (String user : pki.users()) {
                OwnerOnly.write(Kubeconfigs.file(folder, user), Kubeconfigs.of(user, server(), pki));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + folder, unwritable);
        }
    }

    private StaticPod pod(String name, List<String> command, ScheduledExecutorService timer) {
        Path log = folder.resolve("logs").resolve(name + ".log");
        return new StaticPod(name, command, PlaneCommands.LOW_MEMORY, log, Lifeline.best(), timer);
    }
}
