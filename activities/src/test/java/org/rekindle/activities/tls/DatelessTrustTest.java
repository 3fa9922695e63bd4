// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.TestCertificates;

/** An expired certificate is looked past, and nothing else is. */
class DatelessTrustTest {

    private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");

    private final TestCertificates authority = new TestCertificates("cluster");
    private HttpsServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void anExpiredCertificateOfTheAuthorityIsTrusted() throws Exception {
        serve(authority, ago(Duration.ofMinutes(50)), ago(Duration.ofMinutes(10)), HERE);

        assertThat(ask()).isEqualTo(200);
    }

    @Test
    void aCertificateThatIsStillValidIsTrusted() throws Exception {
        serve(authority, ago(Duration.ofMinutes(50)), Instant.now().plus(Duration.ofDays(1)), HERE);

        assertThat(ask()).isEqualTo(200);
    }

    @Test
    void anotherAuthorityOfTheSameNameIsRefused() throws Exception {
        serve(new TestCertificates("cluster"), ago(Duration.ofMinutes(50)), ago(Duration.ofMinutes(10)), HERE);

        assertThatThrownBy(this::ask)
                .rootCause()
                .isInstanceOfAny(CertPathValidatorException.class, SignatureException.class);
    }

    @Test
    void anotherAuthorityIsRefused() throws Exception {
        serve(new TestCertificates("stranger"), ago(Duration.ofMinutes(50)), ago(Duration.ofMinutes(10)), HERE);

        assertThatThrownBy(this::ask).hasStackTraceContaining("unable to find valid certification path");
    }

    @Test
    void anotherNameIsRefused() throws Exception {
        serve(
                authority,
                ago(Duration.ofMinutes(50)),
                ago(Duration.ofMinutes(10)),
                new GeneralName(GeneralName.dNSName, "another.example.org"));

        assertThatThrownBy(this::ask).rootCause().isInstanceOf(CertificateException.class);
    }

    @Test
    void aCertificateThatIsNotValidYetIsRefused() throws Exception {
        serve(authority, Instant.now().plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofDays(1)), HERE);

        assertThatThrownBy(this::ask).hasStackTraceContaining("NotYetValid");
    }

    @Test
    void withoutANameToVerifyNothingIsTrusted() {
        assertThatThrownBy(() -> trust().checkServerTrusted(new X509Certificate[0], "RSA"))
                .isInstanceOf(CertificateException.class);
    }

    private DatelessTrust trust() {
        return new DatelessTrust(List.of(authority.certificate()), Clock.systemUTC());
    }

    private void serve(TestCertificates signer, Instant from, Instant to, GeneralName name) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(signer.server(from, to, name)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private int ask() throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust()}, null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        URI here = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
        return client.send(HttpRequest.newBuilder(here).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static Instant ago(Duration time) {
        return Instant.now().minus(time);
    }
}
