// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.api.CertificateActivities.CertificatesProof;
import org.rekindle.workflows.api.CertificateActivities.PublicEndpoints;
import org.rekindle.workflows.model.run.FailureCode;

/** Public names whose servers listen on loopback. */
class PublicCertificatesTest {

    private static final String HUB = "hub.example.org";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final TestAuthority root = TestAuthority.root("CN=Test Root");
    private final TestAuthority middle = root.below("CN=R11,O=Example CA");

    @TempDir
    private Path folder;

    @Test
    void aChainThatIsServedIsVerifiedForTheNameOfTheUrl() throws Exception {
        try (Server server = new Server(HERE, 0, middle.server(HUB))) {
            CertificatesProof proof = prove(List.of(HERE), "https://" + HUB + ":" + server.port() + "/hub/");

            assertThat(proof.trusted()).as(proof.toString()).isTrue();
            assertThat(proof.sentences()).singleElement().asString().contains("O=Example CA,CN=R11");
            assertThat(prove(List.of(HERE), "https://binder.example.org:" + server.port())
                            .trusted())
                    .isFalse();
        }
    }

    @Test
    void theOldCertificateAtOneOfTwoAddressesIsMet() throws Exception {
        InetAddress other = InetAddress.getByName("127.0.0.2");
        try (Server server = new Server(HERE, 0, middle.server(HUB));
                Server old = new Server(other, server.port(), middle.server("old.example.org"))) {
            CertificatesProof proof = prove(List.of(HERE, other), "https://" + HUB + ":" + old.port());

            assertThat(proof.trusted()).isFalse();
            assertThat(proof.sentences()).singleElement().asString().contains("it is for old.example.org");
        }
    }

    @Test
    void theCertificateOfTheIngressItselfIsWaitedFor() throws Exception {
        TestAuthority ingress = TestAuthority.root("CN=Traefik");
        try (Server server = new Server(HERE, 0, ingress.server("TRAEFIK DEFAULT CERT"))) {
            assertThatThrownBy(() -> prove(List.of(HERE), "https://" + HUB + ":" + server.port()))
                    .isInstanceOfSatisfying(ApplicationFailure.class, waiting -> {
                        assertThat(waiting.getType()).isEqualTo(FailureCode.STILL_WAITING.name());
                        assertThat(waiting.getOriginalMessage()).contains("the ingress controller's own certificate");
                    });
        }
    }

    @Test
    void nothingThatListensIsWaitedFor() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> prove(List.of(HERE), "https://" + HUB + ":" + free))
                .hasMessageContaining("the connection was refused");
    }

    /** No machine has a way to a group's address by TCP, so this is as at a worker without IPv6. */
    @Test
    void anAddressOfTheIngressToWhichThereIsNoWayIsComparedAlone() throws Exception {
        InetAddress unreachable = InetAddress.getByName("ff0e::7");
        try (Server server = new Server(HERE, 0, middle.server(HUB))) {
            String url = "https://" + HUB + ":" + server.port();

            CertificatesProof proof = prove(List.of(HERE, unreachable), url, "192.0.2.7", "ff0e:0:0:0:0:0:0:7");

            assertThat(proof.trusted()).isTrue();
            assertThat(proof.sentences())
                    .singleElement()
                    .asString()
                    .endsWith(
                            "By IPv6 the name leads to ff0e:0:0:0:0:0:0:7, an address of the ingress: that was compared and"
                                    + " not connected to, since this worker has no way there.");
            assertThatThrownBy(() -> prove(List.of(HERE, unreachable), url, "192.0.2.7"))
                    .hasMessageContaining("at ff0e:0:0:0:0:0:0:7: there is no way to the host.");
            assertThatThrownBy(() -> prove(List.of(unreachable), url, "ff0e:0:0:0:0:0:0:7"))
                    .as("no certificate was seen at all")
                    .hasMessageContaining("No certificate was seen of " + HUB);
        }
    }

    @Test
    void aUrlWithoutTlsIsPassedOver() throws Exception {
        assertThat(prove(List.of(HERE), "http://" + HUB)).isEqualTo(new CertificatesProof(true, List.of()));
    }

    private CertificatesProof prove(List<InetAddress> addresses, String url, String... ingress) throws IOException {
        Path trusted = Files.writeString(folder.resolve("roots.pem"), TestCertificates.pem(root.certificate()));
        return new TlsProbe(Duration.ofSeconds(5), Duration.ofSeconds(5), Clock.systemUTC(), host -> addresses)
                .proveTrusted(new PublicEndpoints(
                        List.of(url), trusted.toString(), Duration.ofSeconds(20), List.of(ingress)));
    }

    /** Serves nothing but its certificate. */
    private static final class Server implements AutoCloseable {

        private final HttpsServer server;

        Server(InetAddress at, int port, SSLContext context) throws IOException {
            server = HttpsServer.create(new InetSocketAddress(at, port), 5);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
