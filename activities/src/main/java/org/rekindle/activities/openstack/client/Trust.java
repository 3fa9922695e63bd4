// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.rekindle.activities.tls.Signer;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** Whom a cloud's certificates are trusted from. */
final class Trust {

    private Trust() {}

    /** Trusts the authorities in a PEM file, and no others. As with OpenSSL, what lies between them in the file is no matter. */
    static SSLContext only(Path authorities) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (X509Certificate certificate : Signer.authorities(text(authorities))) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw unusable(authorities, "it holds no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return context(factory.getTrustManagers());
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(authorities, e.getClass().getSimpleName());
        }
    }

    /** What the file holds. */
    static String text(Path authorities) {
        try {
            return Files.readString(authorities, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable(authorities, e.getClass().getSimpleName());
        }
    }

    /** Trusts everyone; only for a cloud whose entry says {@code verify: false}. */
    static SSLContext everyone() {
        try {
            return context(new TrustManager[] {new Everyone()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    private static RuntimeException unusable(Path authorities, String why) {
        return Failures.of(
                FailureCode.MISCONFIGURED,
                authorities + ", named by cacert, cannot be used (" + why + "): it must be PEM certificates.");
    }

    /** The extended kind, since the JDK checks host names itself for the plain kind. */
    private static final class Everyone extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
