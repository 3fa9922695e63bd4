// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Endpoint;

class TlsProbeTest {

    private static final GeneralName LOOPBACK = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName LOCALHOST = new GeneralName(GeneralName.dNSName, "localhost");

    private final TestCertificates authority = new TestCertificates("kubernetes");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final TlsActivities probe = new TlsProbe(Duration.ofSeconds(5), Duration.ofSeconds(5), Clock.systemUTC());

    @Test
    void seesAValidCertificateOfAnUnknownAuthority() throws Exception {
        Instant end = now.plus(200, ChronoUnit.DAYS).plusSeconds(3600);
        CertificateSighting seen =
                lookAt(authority.server(now.minusSeconds(60), end, LOOPBACK, LOCALHOST), "127.0.0.1");

        assertThat(seen.certificate()).isNotNull();
        assertThat(seen.certificate().subject()).isEqualTo("CN=kube-apiserver");
        assertThat(seen.certificate().issuer()).isEqualTo("CN=kubernetes");
        assertThat(seen.certificate().subjectAlternativeNames()).containsExactly("127.0.0.1", "localhost");
        assertThat(seen.certificate().notAfter()).isEqualTo(end);
        assertThat(seen.certificate().notBefore()).isEqualTo(now.minusSeconds(60));
        assertThat(seen.certificate().fingerprint()).matches("[0-9a-f]{64}");
        assertThat(seen.detail()).isEqualTo("Valid until " + end + ", 200 days from now.");
    }

    @Test
    void seesAnExpiredCertificate() throws Exception {
        Instant end = now.minus(3, ChronoUnit.DAYS);
        CertificateSighting seen =
                lookAt(authority.server(end.minus(365, ChronoUnit.DAYS), end, LOOPBACK), "127.0.0.1");

        assertThat(seen.certificate()).isNotNull();
        assertThat(seen.certificate().notAfter()).isEqualTo(end);
        assertThat(seen.detail()).isEqualTo("Expired at " + end + ", 3 days ago.");
    }

    @Test
    void seesACertificateThatIsNotYetValid() throws Exception {
        Instant start = now.plus(5, ChronoUnit.HOURS).plusSeconds(600);
        CertificateSighting seen = lookAt(authority.server(start, start.plusSeconds(3600), LOOPBACK), "127.0.0.1");

        assertThat(seen.certificate()).isNotNull();
        assertThat(seen.detail()).isEqualTo("Not valid before " + start + ", in 5 hours.");
    }

    @Test
    void saysWhenTheCertificateIsForAnotherHost() throws Exception {
        SSLContext server =
                authority.server(now, now.plusSeconds(3600), new GeneralName(GeneralName.dNSName, "*.example.org"));

        CertificateSighting seen = lookAt(server, "127.0.0.1");

        assertThat(seen.certificate()).isNotNull();
        assertThat(seen.detail()).endsWith("It is not for 127.0.0.1.");
    }

    @Test
    void sendsTheNameOfTheHostAlong() throws Exception {
        try (SSLServerSocket server = listen(authority.server(now, now.plusSeconds(3600), LOCALHOST))) {
            CompletableFuture<List<SNIServerName>> names = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    return ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            // Only a name with a dot is sent.
            TlsProbe named = new TlsProbe(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Clock.systemUTC(),
                    host -> InetAddress.getLoopbackAddress());
            CertificateSighting seen = named.look(new Endpoint("https://api.example.org:" + server.getLocalPort()));

            assertThat(seen.certificate()).isNotNull();
            assertThat(seen.detail()).endsWith("It is not for api.example.org.");
            assertThat(names.get()).containsExactly(new SNIHostName("api.example.org"));
        }
    }

    @Test
    void seesTheCertificateOfAServerThatInsistsOnOneFromUs() throws Exception {
        try (SSLServerSocket server = listen(authority.server(now, now.plusSeconds(3600), LOOPBACK))) {
            server.setNeedClientAuth(true);
            server.setEnabledProtocols(new String[] {"TLSv1.2"});
            CompletableFuture<Void> done = serve(server);

            CertificateSighting seen = probe.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(seen.certificate()).isNotNull();
            assertThat(done).as("the server broke off").failsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void tellsARefusedConnection() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String address = "https://127.0.0.1:" + port;

        assertThat(probe.look(new Endpoint(address)))
                .isEqualTo(new CertificateSighting(
                        address, null, "No certificate was seen at " + address + ": the connection was refused."));
    }

    @Test
    void tellsASilentServer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TlsProbe impatient = new TlsProbe(Duration.ofSeconds(5), Duration.ofMillis(300), Clock.systemUTC());

            CertificateSighting seen = impatient.look(new Endpoint("https://127.0.0.1:" + silent.getLocalPort()));

            assertThat(seen.certificate()).isNull();
            assertThat(seen.detail()).endsWith("it did not answer in time.");
        }
    }

    @Test
    void tellsAServerThatDoesNotSpeakTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept();
                        InputStream in = socket.getInputStream();
                        OutputStream out = socket.getOutputStream()) {
                    in.read();
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            CertificateSighting seen = probe.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(seen.certificate()).isNull();
            assertThat(seen.detail()).contains("does not speak TLS");
            done.get();
        }
    }

    @Test
    void tellsANameThatDnsDoesNotKnow() {
        assertThat(probe.look(new Endpoint("https://no-such-host.invalid:6443")).detail())
                .isEqualTo("No certificate was seen at https://no-such-host.invalid:6443:"
                        + " DNS does not know no-such-host.invalid.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "http://host:6443", "https://", "https://a b:1"})
    void tellsWhatIsNoAddress(String address) {
        CertificateSighting seen = probe.look(new Endpoint(address));

        assertThat(seen.certificate()).isNull();
        assertThat(seen.detail()).contains("should be https://host:port");
    }

    private CertificateSighting lookAt(SSLContext context, String host) throws Exception {
        try (SSLServerSocket server = listen(context)) {
            CompletableFuture<Void> done = serve(server);
            CertificateSighting seen = probe.look(new Endpoint("https://" + host + ":" + server.getLocalPort()));
            done.get();
            return seen;
        }
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    /** Shakes hands with one client. */
    private static CompletableFuture<Void> serve(SSLServerSocket server) {
        return CompletableFuture.runAsync(() -> {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
