// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Keeps the certificates that a server shows, and lets all of them pass: nothing is sent over the connection, and an
 * expired certificate is just what is looked for.
 */
final class RecordingTrust extends X509ExtendedTrustManager {

    private volatile List<X509Certificate> served = List.of();

    /** The server's own certificate and those that it sends along; empty when it showed none. */
    List<X509Certificate> served() {
        return served;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        served = List.of(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
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
        return new X509Certificate[0];
    }
}
