// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the certificate that a server shows, and lets it pass whatever it is: nothing is sent over the connection, and an
 * expired certificate is just what is looked for.
 */
final class RecordingTrust extends X509ExtendedTrustManager {

    private volatile @Nullable X509Certificate served;

    /** The server's own certificate, null when it showed none. */
    @Nullable
    X509Certificate served() {
        return served;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        served = chain.length == 0 ? null : chain[0];
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
