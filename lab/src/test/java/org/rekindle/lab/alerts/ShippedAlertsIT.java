// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.temporal.client.schedules.ScheduleClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudFixtureBuilder;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;
import org.rekindle.lab.process.ResourceStack;
import org.rekindle.lab.process.ShortCommand;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.process.DevServer;
import org.rekindle.worker.process.WorkerProcess;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.run.Alert;

/**
 * The shipped rules and configurations in a real Prometheus and a real Alertmanager, around a real worker. Their addresses, files and
 * times are those of the test.
 */
final class ShippedAlertsIT {

    private static final String TOKEN = "a-token-for-tests-1";
    private static final String PASSWORD = "a-password-for-tests";
    private static final int DAYS_LEFT = 20;

    @TempDir
    Path folder;

    /** A busy machine may take its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ResourceStack open = new ResourceStack();
    private final AtomicInteger failedSpawns = new AtomicInteger();

    @BeforeAll
    static void requirePrometheus() {
        assumeTrue(
                AlertPrograms.findOfPrometheus("promtool").isPresent() || System.getenv("CI") != null,
                "Prometheus is not installed, so nothing holds the shipped rules; lab/install-extras installs it.");
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void theRulesDoWhatTheirOwnTestsSay() {
        ShortCommand.run(
                "test the rules",
                List.of(
                        AlertPrograms.ofPrometheus("promtool"),
                        "test",
                        "rules",
                        AlertPrograms.SHIPPED
                                .resolve("rekindle.rules.test.yaml")
                                .toString()),
                Map.of(),
                folder.resolve("promtool.log"),
                Duration.ofSeconds(30));
    }

    @Test
    void anAlertOfTheShippedRulesStartsOneRunAndPeopleHearOfACertificate() throws Exception {
        WorkerProcess worker = worker(cloud(certificate()));
        TemporalRecoveries recoveries =
                TemporalRecoveries.over(worker.connection().client());
        ScheduleClient.newInstance(worker.connection().stubs())
                .getHandle(Identifiers.SURVEY)
                .trigger();
        Alertmanager alertmanager =
                open.closes("Alertmanager", AlertPrograms.alertmanager(alertmanagerConfig(worker.httpPort()), folder));
        AlertPrograms.Running prometheus = open.closes(
                "Prometheus",
                AlertPrograms.prometheus(prometheusConfig(worker.httpPort(), hub(), alertmanager.port()), folder));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(firing(prometheus))
                        .contains("\"alertname\":\"ClusterCertificateExpiresSoon\"", "\"days\":\"30\""));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(metrics(worker))
                                .containsPattern(
                                        "rekindle_receiver_last_watchdog_timestamp_seconds\\{receiver=\"prometheus\"} 1\\.\\d+E9"));
        assertThat(recoveries.list())
                .as("neither a Watchdog nor an expiry starts a run")
                .isEmpty();

        failedSpawns.set(2);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(RunFailure.class)
                .untilAsserted(() -> assertThat(recoveries.view("pythia").alerts())
                        .extracting(Alert::summary)
                        .containsExactly("User servers fail to start in binderhub of pythia"));
        assertThat(recoveries.list()).hasSize(1);
        assertThat(metrics(worker)).as("by token and by password").doesNotContain("rekindle_webhooks_refused");
        assertThat(AlertPrograms.get(alertmanager.port(), "/metrics").body())
                .containsPattern("alertmanager_notifications_total\\{integration=\"webhook\"[^}]*} [1-9]")
                .doesNotContainPattern("alertmanager_notifications_failed_total\\{integration=\"webhook\"[^}]*} [1-9]");
    }

    private static String firing(AlertPrograms.Running prometheus) throws IOException, InterruptedException {
        return AlertPrograms.get(
                        prometheus.port(),
                        "/api/v1/query?query=ALERTS%7Balertstate%3D%22firing%22%2Ccluster%3D%22pythia%22%7D")
                .body();
    }

    private static String metrics(WorkerProcess worker) throws IOException, InterruptedException {
        return AlertPrograms.get(worker.httpPort(), "/metrics").body();
    }

    private WorkerProcess worker(SimulatedOpenStack cloud) throws IOException {
        cloud.writeCloudsYaml(folder.resolve("clouds.yaml"), "jetstream2", "operator");
        secret("alertmanager.token", TOKEN);
        secret("alertmanager.password", PASSWORD);
        Path file = Files.writeString(folder.resolve("fleet.yaml"), """
                openstack: {cloudsFile: clouds.yaml}
                state: {folder: state}
                webhooks:
                  listen: "127.0.0.1:0"
                  receivers:
                    prometheus:
                      shape: alertmanager
                      auth: {bearer: {tokenFiles: [alertmanager.token]}}
                      watchdog: 15m
                    second:
                      shape: alertmanager
                      auth: {basic: {user: alertmanager, passwordFile: alertmanager.password}}
                defaults: {policy: {renewBefore: 1d}}
                clusters:
                  pythia: {cloud: jetstream2, magnum: pythia, templates: ["1.31"]}
                """);
        DevServer temporal = open.closes(
                "Temporal",
                DevServer.start(
                        ToolFinder.create().ensure(Tool.TEMPORAL, System.out::println),
                        folder.resolve("temporal.db"),
                        0,
                        0,
                        folder.resolve("temporal.log")));
        return open.closes(
                "the worker", WorkerProcess.start(FleetFile.read(file), new TemporalAddress(temporal.address(), null)));
    }

    private SimulatedOpenStack cloud(String address) {
        CloudFixture world = new CloudFixtureBuilder()
                .project(new CloudFixture.Project("pythia", null))
                .tokenLifetime(Duration.ofDays(30))
                .user(new CloudFixture.User("operator", null, "password", null, "member", List.of()))
                .image(new CloudFixture.Image("kube-1.31", null, "v1.31.0", "ubuntu"))
                .flavor(new CloudFixture.Flavor("m3.small", null, 2, 6144, 20))
                .network(new CloudFixture.Network("public", null, true))
                .template(new CloudFixture.Template(
                        "1.31",
                        null,
                        "kube-1.31",
                        "m3.small",
                        null,
                        "public",
                        null,
                        "calico",
                        null,
                        Map.of("capi_helm_chart_version", "0.10.1"),
                        false,
                        false,
                        null))
                .cluster(new CloudFixture.Cluster(
                        "pythia",
                        null,
                        "1.31",
                        null,
                        null,
                        1,
                        1,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        Duration.ofDays(300)))
                .build();
        SimulatedOpenStack cloud = open.closes(
                "the cloud",
                new SimulatedOpenStack(world, new OneAddress(address), LabClock.fasterBy(1), CloudFaults.none()));
        cloud.awaitReady();
        return cloud;
    }

    /** A server whose certificate expires in a while; its address. */
    private String certificate() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("server.p12");
        ShortCommand.run(
                "make a certificate",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=kube-apiserver",
                        "-validity",
                        String.valueOf(DAYS_LEFT),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString()),
                Map.of(),
                folder.resolve("keytool.log"),
                Duration.ofSeconds(30));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.start();
        open.closes("the API server", () -> server.stop(0));
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A hub's metrics, as JupyterHub shows them; its port. */
    private int hub() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hub/metrics", exchange -> {
            byte[] page = """
                    # TYPE jupyterhub_server_spawn_duration_seconds histogram
                    jupyterhub_server_spawn_duration_seconds_count{status="success"} 12.0
                    jupyterhub_server_spawn_duration_seconds_count{status="failure"} %d.0
                    """.formatted(failedSpawns.get()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        open.closes("the hub", () -> server.stop(0));
        return server.getAddress().getPort();
    }

    private Path prometheusConfig(int worker, int hub, int alertmanager) throws IOException {
        String rules = shipped("rekindle.rules.yaml", "for: 5m", "for: 1s");
        Files.writeString(folder.resolve("rekindle.rules.yaml"), rules);
        return Files.writeString(
                folder.resolve("prometheus.yaml"),
                shipped(
                        "prometheus.example.yaml",
                        "_interval: 30s",
                        "_interval: 1s",
                        "127.0.0.1:9093",
                        "127.0.0.1:" + alertmanager,
                        "127.0.0.1:8480",
                        "127.0.0.1:" + worker,
                        "scheme: https",
                        "scheme: http",
                        "authorization: { credentials_file: /etc/prometheus/hub.token }",
                        "honor_labels: false",
                        "hub.projectpythia.org",
                        "\"127.0.0.1:" + hub + "\"",
                        "cluster: projectpythia-binder",
                        "cluster: pythia"));
    }

    /** A second Alertmanager of a pair sends the same, here to another receiver with HTTP basic auth. */
    private Path alertmanagerConfig(int worker) throws IOException {
        return Files.writeString(
                folder.resolve("alertmanager.yaml"),
                shipped(
                        "alertmanager.example.yaml",
                        "group_wait: 10s",
                        "group_wait: 1s",
                        "group_interval: 1m",
                        "group_interval: 1s",
                        "repeat_interval: 5m",
                        "repeat_interval: 1s",
                        "127.0.0.1:8480",
                        "127.0.0.1:" + worker,
                        "/etc/prometheus/rekindle.token",
                        folder.resolve("alertmanager.token").toString(),
                        "  # Write here",
                        """
                              - url: http://127.0.0.1:%d/webhooks/second
                                http_config: {basic_auth: {username: alertmanager, password: %s}}
                          # Write here\
                        """.formatted(worker, PASSWORD)));
    }

    /** A shipped file with other values in place of some, each of which must be there. */
    private static String shipped(String name, String... replaced) throws IOException {
        String text = Files.readString(AlertPrograms.SHIPPED.resolve(name));
        for (int i = 0; i < replaced.length; i += 2) {
            assertThat(text).contains(replaced[i]);
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        return text;
    }

    private void secret(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
