// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server whose certificate has expired, and only that is different. Java itself verifies name, chain, signatures, usages and
 * algorithms, with certain authorities as the only ones, as of the last moment at which all that is served was valid.
 */
public final class DatelessTrust extends X509ExtendedTrustManager {

    private final Set<TrustAnchor> anchors;
    private final Clock clock;

    /** @param authorities the only ones that may have signed, at least one */
    public DatelessTrust(List<X509Certificate> authorities, Clock clock) {
        this.anchors = authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        String names = engine.getSSLParameters().getEndpointIdentificationAlgorithm();
        if (names == null || names.isEmpty()) {
            throw new CertificateException("The name of the server would not be verified");
        }
        asOf(lastValid(chain)).checkServerTrusted(chain, authType, engine);
    }

    /** The last moment at which everything was valid; now while nothing has expired. */
    private Date lastValid(X509Certificate[] chain) {
        return Stream.concat(
                        Stream.of(Date.from(clock.instant())), Stream.of(chain).map(X509Certificate::getNotAfter))
                .min(Date::compareTo)
                .orElseThrow();
    }

    private X509ExtendedTrustManager asOf(Date moment) throws CertificateException {
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
            parameters.setRevocationEnabled(false);
            parameters.setDate(moment);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new CertificateException("This Java verifies no names");
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("The authorities cannot be used", e);
        }
    }

    /** Without an engine it is not known by which name the server was asked. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("The name of the server would not be verified");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("This is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return anchors.stream().map(TrustAnchor::getTrustedCert).toArray(X509Certificate[]::new);
    }
}
