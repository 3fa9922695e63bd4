// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.KubernetesActivities.KubernetesTarget;
import org.rekindle.workflows.api.KubernetesActivities.NodesWanted;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.OtherAuthority;

/** What is said of an API server that does not answer as it should. */
class LookTest {

    private static final GeneralName LOOPBACK = new GeneralName(GeneralName.iPAddress, "127.0.0.1");

    @TempDir
    private Path folder;

    private final TestCertificates authority = new TestCertificates("kubernetes");
    private HttpsServer server;
    private FileSecretStore store;
    private Fabric8KubernetesActivities activities;
    private volatile int status = 200;
    private volatile String body = "{\"kind\":\"NodeList\",\"apiVersion\":\"v1\",\"items\":[]}";

    @BeforeEach
    void start() {
        store = new FileSecretStore(folder);
        activities = new Fabric8KubernetesActivities(new KubernetesClients(store));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void tellsTheNodesOfOneThatAnswers() throws IOException {
        serve(Duration.ofDays(-1), Duration.ofDays(1), LOOPBACK);
        body = """
                {"kind": "NodeList", "apiVersion": "v1", "items": [
                  {"metadata": {"name": "n1", "labels": {"capi.stackhpc.com/node-group": "core"}},
                   "status": {"conditions": [{"type": "Ready", "status": "True"}], "nodeInfo": {"kubeletVersion": "v1.33.2"}}},
                  {"metadata": {"name": "control", "labels": {}},
                   "status": {"conditions": [{"type": "Ready", "status": "False"}], "nodeInfo": {"kubeletVersion": "v1.33.2"}}}]}
                """;

        ApiSighting sighting = look(authority);

        assertThat(sighting.answers()).isTrue();
        assertThat(sighting.detail()).isEqualTo("The Kubernetes API answers; 1 of 2 nodes are ready.");
        assertThat(sighting.nodes()).extracting("name").containsExactly("control", "n1");
        assertThat(sighting.nodes().get(0).nodeGroup()).isNull();
        assertThat(sighting.nodes().get(1).nodeGroup()).isEqualTo("core");
    }

    @Test
    void anExpiredCertificate() throws IOException {
        serve(Duration.ofDays(-365), Duration.ofDays(-1), LOOPBACK);

        assertThat(look(authority).answers()).isFalse();
        assertThat(look(authority).detail())
                .isEqualTo("The Kubernetes API at " + url() + "/ serves a certificate that has expired.");
    }

    @Test
    void aCertificateThatIsNotValidYet() throws IOException {
        serve(Duration.ofDays(1), Duration.ofDays(2), LOOPBACK);

        assertThat(look(authority).detail()).contains("serves a certificate that is not valid yet");
    }

    @Test
    void aCertificateOfAnotherAuthority() throws IOException {
        serve(Duration.ofDays(-1), Duration.ofDays(1), LOOPBACK);

        assertThat(look(new TestCertificates("another")).detail())
                .contains("serves a certificate that the authority in our kubeconfig has not signed");
    }

    /** As Magnum's authorities are after `openstack coe ca rotate`: one name, two keys. */
    @ParameterizedTest
    @CsvSource({"1", "-1"})
    void aCertificateOfAnAuthorityThatWasRotatedUnderItsName(int days) throws IOException {
        serve(Duration.ofDays(-365), Duration.ofDays(days), LOOPBACK);

        ApiSighting sighting = look(new TestCertificates("kubernetes"));

        assertThat(sighting.trouble()).isEqualTo(ApiTrouble.OTHER_AUTHORITY);
        OtherAuthority other = sighting.otherAuthority();
        assertThat(other).isNotNull();
        assertThat(other.sameName()).isTrue();
        assertThat(other.issuer()).isEqualTo("CN=kubernetes");
        assertThat(other.named()).singleElement().asString().matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
        assertThat(other.key())
                .matches("([0-9A-F]{2}:){19}[0-9A-F]{2}")
                .isNotEqualTo(other.named().get(0));
        assertThat(sighting.detail())
                .contains("that one has the key " + other.named().get(0), "has signed it");
    }

    @Test
    void anAuthorityOfAnotherNameIsNoRotation() throws IOException {
        serve(Duration.ofDays(-1), Duration.ofDays(1), LOOPBACK);

        assertThat(look(new TestCertificates("another")).otherAuthority())
                .isNotNull()
                .extracting(OtherAuthority::sameName)
                .isEqualTo(false);
    }

    @Test
    void ourOwnAuthoritysExpiredCertificateIsJustThat() throws IOException {
        serve(Duration.ofDays(-365), Duration.ofDays(-1), LOOPBACK);

        assertThat(look(authority).trouble()).isEqualTo(ApiTrouble.SERVER_CERTIFICATE_EXPIRED);
        assertThat(look(authority).otherAuthority()).isNull();
    }

    @Test
    void aCertificateForAnotherName() throws IOException {
        serve(Duration.ofDays(-1), Duration.ofDays(1), new GeneralName(GeneralName.iPAddress, "10.0.0.1"));

        assertThat(look(authority).detail()).contains("serves a certificate that does not fit");
    }

    @ParameterizedTest
    @CsvSource({
        "401, does not accept our credentials (401 Unauthorized)",
        "403, forbids this (403 Forbidden)",
        "503, answered with 503"
    })
    void anAnswerThatIsARefusal(int code, String sentence) throws IOException {
        serve(Duration.ofDays(-1), Duration.ofDays(1), LOOPBACK);
        status = code;

        assertThat(look(authority).answers()).isFalse();
        assertThat(look(authority).detail()).contains(sentence);
    }

    @Test
    void aPortWhereNothingListens() throws IOException {
        serve(Duration.ofDays(-1), Duration.ofDays(1), LOOPBACK);
        server.stop(0);

        assertThat(look(authority).detail()).endsWith("refuses connections.");
    }

    @Test
    void aWaitGoesOnWhileItDoesNotAnswerButNotWithoutCredentials() throws IOException {
        serve(Duration.ofDays(-1), Duration.ofDays(1), LOOPBACK);
        NodesWanted wanted = new NodesWanted("test", reference(authority), Map.of("core", 1), Duration.ofSeconds(7));

        status = 503;
        assertThatThrownBy(() -> activities.awaitNodes(wanted))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("STILL_WAITING");
                    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
                });
        status = 401;
        assertThatThrownBy(() -> activities.awaitNodes(wanted))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo("ACCESS_DENIED"));
    }

    private ApiSighting look(TestCertificates trusted) {
        return activities.look(new KubernetesTarget("test", reference(trusted)));
    }

    private void serve(Duration from, Duration to, GeneralName name) throws IOException {
        Instant now = Instant.now();
        SSLContext tls = authority.server(now.plus(from), now.plus(to), name);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            byte[] answer = (status == 200 ? body : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            try (exchange) {
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    private String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private String reference(TestCertificates trusted) {
        String authorityData = Base64.getEncoder()
                .encodeToString(TestCertificates.pem(trusted.certificate()).getBytes(StandardCharsets.US_ASCII));
        String kubeconfig = """
                clusters:
                - name: c
                  cluster: {server: "%s", certificate-authority-data: %s}
                users:
                - name: u
                  user: {token: correct-horse}
                contexts:
                - name: x
                  context: {cluster: c, user: u}
                current-context: x
                """.formatted(url(), authorityData);
        return store.put("kubeconfig/test", kubeconfig.getBytes(StandardCharsets.UTF_8));
    }
}
