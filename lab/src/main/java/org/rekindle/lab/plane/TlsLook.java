// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Looks at the certificate that a port on this machine serves, by a TLS handshake that trusts every certificate. */
public final class TlsLook {
    private static final int TIMEOUT_MILLIS = 3000;

    private TlsLook() {}

    /** The leaf that is served now, or nothing when nothing answers or no handshake was possible. */
    public static Optional<X509Certificate> at(int port) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            try (SSLSocket socket = (SSLSocket)
                    UnverifiedTls.context().getSocketFactory().createSocket(plain, "127.0.0.1", port, true)) {
                socket.startHandshake();
                return Optional.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
            }
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }
}
