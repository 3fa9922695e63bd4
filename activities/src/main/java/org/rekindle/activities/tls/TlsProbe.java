// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Endpoint;
import org.rekindle.workflows.model.ServedCertificate;

/**
 * Looks at the certificate that an endpoint serves, by a TLS handshake after which nothing is sent.
 *
 * <p>Whatever hinders the look is told in the sighting; it never fails. A certificate that was shown counts even when the
 * handshake breaks off afterwards, as it does when the server insists on a client certificate.
 */
public final class TlsProbe implements TlsActivities {

    private static final int HTTPS = 443;

    /** Finds the address of a host. */
    @FunctionalInterface
    interface Names {
        InetAddress address(String host) throws UnknownHostException;
    }

    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private final Clock clock;
    private final Names names;

    /**
     * A probe.
     *
     * @param connectTimeout how long the connection may take
     * @param answerTimeout how long each answer of the handshake may take
     */
    public TlsProbe(Duration connectTimeout, Duration answerTimeout, Clock clock) {
        this(connectTimeout, answerTimeout, clock, InetAddress::getByName);
    }

    TlsProbe(Duration connectTimeout, Duration answerTimeout, Clock clock, Names names) {
        this.names = names;
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
        this.clock = clock;
    }

    @Override
    public CertificateSighting look(Endpoint endpoint) {
        String address = endpoint.address();
        URI uri = uri(address);
        if (uri == null) {
            return none(address, "\"" + address + "\" is no address to look at; it should be https://host:port.");
        }
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        RecordingTrust trust = new RecordingTrust();
        String trouble = shakeHands(host, uri.getPort() < 0 ? HTTPS : uri.getPort(), trust);
        X509Certificate served = trust.served();
        if (served == null) {
            return none(
                    address,
                    "No certificate was seen at " + address + ": " + (trouble == null ? "none was shown." : trouble));
        }
        ServedCertificate certificate = Certificates.served(served);
        Instant now = clock.instant();
        return new CertificateSighting(address, certificate, Certificates.inWords(certificate, host, now), now);
    }

    /** What went wrong, or null. */
    private @Nullable String shakeHands(String host, int port, RecordingTrust trust) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(names.address(host), port), Math.toIntExact(connectTimeout.toMillis()));
            plain.setSoTimeout(Math.toIntExact(answerTimeout.toMillis()));
            // Made with the host's name, so that the name is sent along (SNI) when it is one.
            try (SSLSocket socket =
                    (SSLSocket) context(trust).getSocketFactory().createSocket(plain, host, port, true)) {
                socket.startHandshake();
            }
            return null;
        } catch (SocketTimeoutException e) {
            return "it did not answer in time.";
        } catch (UnknownHostException e) {
            return "DNS does not know " + host + ".";
        } catch (ConnectException e) {
            return "the connection was refused.";
        } catch (NoRouteToHostException e) {
            return "there is no way to the host.";
        } catch (SSLException e) {
            return "the handshake failed, so perhaps it does not speak TLS (" + e.getMessage() + ").";
        } catch (IOException e) {
            return "the connection broke off (" + e.getMessage() + ").";
        }
    }

    private static SSLContext context(RecordingTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private static @Nullable URI uri(String address) {
        try {
            URI uri = new URI(address);
            return "https".equals(uri.getScheme()) && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static CertificateSighting none(String address, String sentence) {
        return new CertificateSighting(address, null, sentence);
    }
}
