// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Someone on the internet, as far as the public names of a plane are concerned. */
public final class Visitor {

    private Visitor() {}

    /** What stands before the command of a program that is to come to the public names by itself. */
    public static List<String> command() {
        return List.of(HubPrograms.of("visitor"));
    }

    /**
     * A client that trusts no authority but one.
     *
     * @param gateway the port of the HTTP proxy by which the names are reached
     * @param authority that signs all that is public, in PEM
     */
    public static HttpClient by(int gateway, String authority) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", gateway)))
                .sslContext(trusting(authority))
                .build();
    }

    private static SSLContext trusting(String authority) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            trusted.setCertificateEntry(
                    "lab",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("not an authority that can be trusted", unusable);
        }
    }
}
