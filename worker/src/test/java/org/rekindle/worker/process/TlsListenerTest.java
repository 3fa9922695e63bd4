// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.TestPki;
import org.rekindle.worker.fleet.TestPki.Identity;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.ReceiverServer;

/** Who may send by a client certificate, and what becomes of the worker's own when its files change. */
final class TlsListenerTest {

    private static final String BODY = "{\"cluster\":\"pythia\",\"id\":\"7\"}";
    private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName SENDER = new GeneralName(GeneralName.dNSName, "alertmanager.example.org");

    @TempDir
    Path folder;

    private final TestPki pki = new TestPki("ours");
    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Instant soon = Instant.now().plus(Duration.ofDays(5));
    private final Instant late = Instant.now().plus(Duration.ofDays(90));
    private TlsListener tls;
    private WorkerHttpServer http;

    @BeforeEach
    void listen() throws Exception {
        pki.write(folder.resolve("clients.pem"));
        serve(late);
        Path file = ReceiverServer.write(folder, """
                mutual:
                  shape: json
                  auth: {mtls: {names: [alertmanager.example.org, "CN=by subject,O=Example"]}}
                  at: {cluster: /cluster, id: /id}
            """);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "  receivers:",
                                "  tls: {certificateFile: tls.pem, keyFile: tls.key,"
                                        + " clientAuthorityFile: clients.pem}\n  receivers:"));
        FleetFile fleet = FleetFile.read(file);
        tls = new TlsListener(fleet.webhooks().tls(), Clock.systemUTC(), registry);
        http = WorkerHttpServer.listen(
                fleet.webhooks(),
                AlertSources.of(fleet.webhooks(), Map.of(), Clock.systemUTC()),
                new AlertIntake(fleet.ids(), recoveries),
                () -> "a_metric 1\n",
                () -> WorkerHealth.WELL,
                List.of(),
                tls);
    }

    @AfterEach
    void close() {
        http.close();
        tls.close();
    }

    @Test
    void aSenderWithTheRightNameStartsARun() throws Exception {
        HttpResponse<String> answer = post(pki.identity("CN=am", SENDER, late));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("Started cluster/pythia");
    }

    @Test
    void theWholeSubjectIsANameToo() throws Exception {
        GeneralName other = new GeneralName(GeneralName.dNSName, "other.example.org");

        assertThat(post(pki.identity("O=Example,CN=by subject", other, late)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void anotherNameOfTheSameAuthorityStartsNothing() throws Exception {
        GeneralName other = new GeneralName(GeneralName.dNSName, "x.alertmanager.example.org");

        HttpResponse<String> answer = post(pki.identity("CN=alertmanager.example.org", other, late));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("has no name that may send");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void withoutACertificateNothingIsStartedAndMetricsAreShown() throws Exception {
        assertThat(post(null).statusCode()).isEqualTo(401);
        assertThat(get("/metrics").body()).isEqualTo("a_metric 1\n");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherAuthorityOrAnExpiredOneIsRefusedInTheHandshake() {
        // It has the name of ours, without which a client would not even show it.
        Identity stranger = new TestPki("ours").identity("CN=am", SENDER, late);
        Identity expired = pki.identity("CN=am", SENDER, Instant.now().minusSeconds(60));

        assertThatThrownBy(() -> post(stranger)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(expired)).isInstanceOf(IOException.class);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void plainHttpIsNotAnswered() {
        HttpRequest plain = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/metrics"))
                .build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(plain, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aRenewedCertificateIsServedWithoutANewStart() throws Exception {
        TestPki next = new TestPki("next");
        TestPki.write(next.identity("CN=worker", HERE, late), folder.resolve("tls.pem"), folder.resolve("tls.key"));

        tls.look();

        assertThat(send(next, null, "/metrics").statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> get("/metrics")).isInstanceOf(SSLException.class);
    }

    @Test
    void filesThatDoNotFitAreAWarningAndTheOldCertificateIsServed() throws Exception {
        TestPki.write(pki.identity("CN=worker", HERE, late), folder.resolve("tls.pem"), folder.resolve("other.key"));

        tls.look();

        assertThat(tls.trouble()).get().asString().contains("the old certificate stays in use", "is not that of");
        assertThat(get("/metrics").statusCode()).isEqualTo(200);
        Files.move(folder.resolve("other.key"), folder.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);
        tls.look();
        assertThat(tls.trouble()).isEmpty();
    }

    @Test
    void aCertificateThatExpiresSoonIsAWarningAndAMetric() throws Exception {
        assertThat(tls.trouble()).isEmpty();

        serve(soon);
        tls.look();

        assertThat(tls.trouble()).get().asString().contains("The certificate of this worker expires at");
        assertThat(registry.get("rekindle_listener_certificate_expiry_timestamp_seconds")
                        .gauge()
                        .value())
                .isEqualTo((double) soon.getEpochSecond());
    }

    private void serve(Instant notAfter) throws IOException {
        Identity own = pki.identity("CN=worker", HERE, notAfter);
        TestPki.write(own, folder.resolve("tls.pem"), folder.resolve("tls.key"));
    }

    private HttpResponse<String> post(@Nullable Identity sender) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url("/webhooks/mutual"))
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return client(pki, sender).send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(pki, null, path);
    }

    private HttpResponse<String> send(TestPki trusted, @Nullable Identity sender, String path) throws Exception {
        return client(trusted, sender)
                .send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(TestPki trusted, @Nullable Identity sender) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusted.client(sender))
                .build();
    }

    private URI url(String path) {
        return URI.create("https://127.0.0.1:" + http.port() + path);
    }
}
