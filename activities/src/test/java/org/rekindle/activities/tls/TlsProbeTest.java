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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;

class TlsProbeTest {

    private static final GeneralName LOOPBACK = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName LOCALHOST = new GeneralName(GeneralName.dNSName, "localhost");

    private final TestCertificates authority = new TestCertificates("kubernetes");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final TlsActivities patient = new TlsProbe(Duration.ofMinutes(1), Duration.ofMinutes(1), Clock.systemUTC());
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
    void aWholeNameWithItsDotIsTheSameName() throws Exception {
        try (SSLServerSocket server = listen(authority.server(now, now.plusSeconds(3600), LOCALHOST))) {
            serveAll(server);

            CertificateSighting seen = at(InetAddress.getLoopbackAddress())
                    .look(new Endpoint("https://localhost.:" + server.getLocalPort()));

            assertThat(seen.detail()).startsWith("Valid until").doesNotContain("It is not for");
        }
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
            CompletableFuture<List<SNIServerName>> names = new CompletableFuture<>();
            serveAll(
                    server,
                    socket -> names.complete(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames()));

            TlsProbe named = new TlsProbe(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Clock.systemUTC(),
                    host -> List.of(InetAddress.getLoopbackAddress()));
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
            CompletableFuture<Void> refused = new CompletableFuture<>();
            serveAll(server, refused, socket -> {});

            CertificateSighting seen = probe.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(seen.certificate()).isNotNull();
            assertThat(refused).as("the server broke off").succeedsWithin(Duration.ofSeconds(5));
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
                .isEqualTo(CertificateSighting.none(
                        address, "No certificate was seen at " + address + ": the connection was refused."));
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
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "http://host:6443",
                "https://",
                "https://a b:1",
                "https://:0",
                "https://host:0",
                "https://u:p@h"
            })
    void tellsWhatIsNoAddress(String address) {
        CertificateSighting seen = probe.look(new Endpoint(address));

        assertThat(seen.certificate()).isNull();
        assertThat(seen.detail()).contains("should be https://host:port").doesNotContain("u:p");
        assertThat(seen.address()).doesNotContain("u:p");
    }

    @Test
    void tlsSingleLabelNameIsSentAlong() throws Exception {
        try (SSLServerSocket server = listen(authority.server(now, now.plusSeconds(3600), LOCALHOST))) {
            SSLParameters parameters = server.getSSLParameters();
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("localhost")));
            server.setSSLParameters(parameters);
            CompletableFuture<List<SNIServerName>> names = new CompletableFuture<>();
            serveAll(
                    server,
                    socket -> names.complete(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames()));

            CertificateSighting seen = probe.look(new Endpoint("https://localhost:" + server.getLocalPort()));

            assertThat(seen.certificate()).isNotNull();
            assertThat(names.get()).containsExactly(new SNIHostName("localhost"));
        }
    }

    @ParameterizedTest
    @CsvSource({"k8s_api.example.org, k8s_api.example.org", "k8s_api, k8s_api", "api.example.org., api.example.org"})
    void hostWithUnderscoreIsReachedAndNamed(String host, String sent) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> hello = new CompletableFuture<>();
            each(server, plain -> {
                try (plain) {
                    byte[] record = new byte[2048];
                    int length = plain.getInputStream().read(record);
                    hello.complete(new String(record, 0, length, StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            CertificateSighting seen = at(InetAddress.getLoopbackAddress())
                    .look(new Endpoint("https://" + host + ":" + server.getLocalPort()));

            assertThat(seen.detail()).contains("the handshake broke off");
            // RFC 6066, 3: the kind of the name, then its length.
            assertThat(hello.get()).contains("\u0000\u0000" + (char) sent.length() + sent);
        }
    }

    @Test
    void tlsTwoBackendsAreBothSeenTheFirstToEndFirst() throws Exception {
        Instant ended = now.minus(35, ChronoUnit.DAYS);
        Instant good = now.plus(365, ChronoUnit.DAYS);
        SSLContext old = authority.server(ended.minus(365, ChronoUnit.DAYS), ended, LOOPBACK);
        SSLContext renewed = authority.server(now.minusSeconds(60), good, LOOPBACK);
        for (List<SSLContext> order : List.of(List.of(old, renewed), List.of(renewed, old))) {
            try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                AtomicInteger connections = new AtomicInteger();
                each(server, plain -> shakeHands(order.get(connections.getAndIncrement() % 2), plain));

                CertificateSighting seen = probe.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

                assertThat(seen.all()).extracting(ServedCertificate::notAfter).containsExactly(ended, good);
                assertThat(seen.detail())
                        .startsWith("Expired at " + ended)
                        .endsWith("Other connections met another certificate there.");
            }
        }
    }

    /** Where chance decides, one of several is met late. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void theOneOfManyServersThatWasNotRenewedIsMet(int servers) throws Exception {
        Instant ended = now.minus(35, ChronoUnit.DAYS);
        List<SSLContext> contexts = new ArrayList<>();
        contexts.add(authority.server(ended.minus(365, ChronoUnit.DAYS), ended, LOOPBACK));
        while (contexts.size() < servers) {
            contexts.add(authority.server(now.minusSeconds(60), now.plus(365, ChronoUnit.DAYS), LOOPBACK));
        }
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = new AtomicInteger();
            each(server, plain -> {
                int number = connections.getAndIncrement();
                int one = number == 11 ? 0 : 1 + number % (servers - 1);
                shakeHands(contexts.get(one), plain);
            });

            CertificateSighting seen = patient.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(seen.all()).hasSize(servers);
            assertThat(seen.detail()).startsWith("Expired at " + ended);
        }
    }

    @Test
    void aServerWithACertificateForEachConnectionIsLeft() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = new AtomicInteger();
            KeyPair key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            each(server, plain -> {
                Instant end = now.plusSeconds(3600 + connections.getAndIncrement());
                shakeHands(authority.server(key, now, end, LOOPBACK), plain);
            });
            CertificateSighting seen = patient.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(seen.all()).hasSize(48);
        }
    }

    @Test
    void eachAddressOfANameIsLookedAt() throws Exception {
        Instant ended = now.minus(35, ChronoUnit.DAYS);
        InetAddress second = InetAddress.getByName("127.0.0.2");
        try (SSLServerSocket one = listen(authority.server(now, now.plusSeconds(3600), LOOPBACK));
                SSLServerSocket other = (SSLServerSocket) authority
                        .server(ended.minus(365, ChronoUnit.DAYS), ended, LOOPBACK)
                        .getServerSocketFactory()
                        .createServerSocket(one.getLocalPort(), 5, second)) {
            serveAll(one);
            serveAll(other);

            CertificateSighting seen = at(InetAddress.getLoopbackAddress(), second)
                    .look(new Endpoint("https://api.example.org:" + one.getLocalPort()));

            assertThat(seen.all()).hasSize(2);
            assertThat(seen.certificate()).isNotNull();
            assertThat(seen.certificate().notAfter()).isEqualTo(ended);
        }
    }

    @Test
    void oneHandshakeThatIsResetIsNoSilence() throws Exception {
        SSLContext context = authority.server(now, now.plusSeconds(3600), LOOPBACK);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = new AtomicInteger();
            each(server, plain -> {
                if (connections.getAndIncrement() == 0) {
                    reset(plain);
                } else {
                    shakeHands(context, plain);
                }
            });

            CertificateSighting seen = probe.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(seen.certificate()).isNotNull();
            assertThat(seen.others()).isEmpty();
            assertThat(seen.detail()).containsPattern("1 of \\d+ connections showed none: the connection broke off");
        }
    }

    @Test
    void tlsSlowTrickleEndsInTime() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            each(server, plain -> {
                try (plain) {
                    // A record of TLS 1.2 that never comes to its end, a byte well within each read's time.
                    for (byte next :
                            new byte[] {22, 3, 3, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) {
                        plain.getOutputStream().write(next);
                        plain.getOutputStream().flush();
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                } catch (IOException | InterruptedException e) {
                    // The probe has gone, as it should.
                    return;
                }
            });
            TlsProbe impatient = new TlsProbe(Duration.ofSeconds(1), Duration.ofMillis(500), Clock.systemUTC());
            long start = System.nanoTime();

            CertificateSighting seen = impatient.look(new Endpoint("https://127.0.0.1:" + server.getLocalPort()));

            assertThat(seen.certificate()).isNull();
            assertThat(seen.detail()).endsWith("it did not answer in time.");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1900));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aHandshakeWithoutTrustReadsTheSameCertificate(String version) throws Exception {
        try (SSLServerSocket server = listen(authority.server(now, now.plusSeconds(3600), LOOPBACK))) {
            server.setEnabledProtocols(new String[] {version});
            serveAll(server);
            try (DeadlineSocket socket = new DeadlineSocket()) {
                socket.connect(server.getLocalSocketAddress());
                socket.readFor(Duration.ofSeconds(5));

                HandshakeResult shown = new BareHandshake(socket, null).look();

                assertThat(shown.trouble()).isNull();
                assertThat(Certificates.served(shown.chain().get(0)))
                        .isNotNull()
                        .extracting(ServedCertificate::notAfter)
                        .isEqualTo(now.plusSeconds(3600));
            }
        }
    }

    private static TlsProbe at(InetAddress... addresses) {
        return new TlsProbe(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Clock.systemUTC(), host -> List.of(addresses));
    }

    private static void shakeHands(SSLContext context, Socket plain) {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
            socket.setUseClientMode(false);
            socket.startHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reset(Socket plain) {
        try (plain) {
            plain.getInputStream().read();
            plain.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CertificateSighting lookAt(SSLContext context, String host) throws Exception {
        try (SSLServerSocket server = listen(context)) {
            serveAll(server);
            return probe.look(new Endpoint("https://" + host + ":" + server.getLocalPort()));
        }
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void serveAll(SSLServerSocket server) {
        serveAll(server, socket -> {});
    }

    private static void serveAll(SSLServerSocket server, Consumer<SSLSocket> then) {
        serveAll(server, new CompletableFuture<>(), then);
    }

    /** Shakes hands with every client, until the server is closed. */
    private static void serveAll(SSLServerSocket server, CompletableFuture<Void> refused, Consumer<SSLSocket> then) {
        each(server, accepted -> {
            try (SSLSocket socket = (SSLSocket) accepted) {
                socket.startHandshake();
                then.accept(socket);
            } catch (IOException e) {
                refused.complete(null);
            }
        });
    }

    /** Gives every connection to somebody in turn, until the server is closed. */
    private static void each(ServerSocket server, Consumer<Socket> to) {
        Thread serving = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    to.accept(server.accept());
                } catch (IOException e) {
                    // Closed by the test, which ends the loop.
                    assertThat(server.isClosed()).isTrue();
                }
            }
        });
        serving.setDaemon(true);
        serving.start();
    }
}
