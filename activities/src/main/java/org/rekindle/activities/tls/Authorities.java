// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** Whom we trust in public: the authorities of this Java, which are those of the browsers, and those of one more file. */
public final class Authorities {

    private final X509TrustManager trust;

    private Authorities(X509TrustManager trust) {
        this.trust = trust;
    }

    /**
     * Java's own authorities and others beside them. The file is read at each call.
     *
     * @param file with certificates in PEM; null for none
     * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when it cannot be read, {@code MISCONFIGURED} when no certificate
     *     is in it
     */
    public static Authorities beside(@Nullable String file) {
        X509TrustManager java = manager(null);
        if (file == null) {
            return new Authorities(java);
        }
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            List<X509Certificate> certificates = Stream.concat(
                            Stream.of(java.getAcceptedIssuers()), read(file).stream())
                    .toList();
            for (int i = 0; i < certificates.size(); i++) {
                all.setCertificateEntry(String.valueOf(i), certificates.get(i));
            }
            return new Authorities(manager(all));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java keeps no certificates", e);
        }
    }

    /** TLS that trusts them. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    X509TrustManager trust() {
        return trust;
    }

    private static List<X509Certificate> read(String file) {
        String text;
        try {
            text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Failures.of(
                    FailureCode.NOT_FOUND, "The file " + file + " with authorities (verify.trust) cannot be read.");
        }
        List<X509Certificate> authorities = Signer.authorities(text);
        if (authorities.isEmpty()) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The file " + file + " (verify.trust) holds no certificate in PEM, which begins with"
                            + " -----BEGIN CERTIFICATE-----.");
        }
        return authorities;
    }

    private static X509TrustManager manager(@Nullable KeyStore authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java trusts nobody", e);
        }
    }
}
