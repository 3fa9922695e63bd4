// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.jspecify.annotations.Nullable;

/**
 * A handshake up to the server's certificate, and no further: nothing is checked and nothing trusted. So it reads what Java's TLS
 * refuses: certificates without a subject, larger ones than 32 KiB, ones with fields that are odd or double, and servers of old
 * versions. The protocol is Bouncy Castle's, which leaves the reading of certificates to its caller.
 */
final class BareHandshake {

    /** What a sentence begins with of a server that has answered in TLS. */
    static final String SPEAKS = "it speaks TLS";

    /** What a sentence begins with of a server that has answered in something else. */
    static final String NO_TLS = "it does not speak TLS";

    private final Socket socket;
    private final ShownCertificates shown = new ShownCertificates();
    private final BareClient client;

    /** @param name of the server, null where it has an address only */
    BareHandshake(Socket socket, @Nullable String name) {
        this.socket = socket;
        this.client = new BareClient(shown, name);
    }

    HandshakeResult look() throws IOException {
        FirstBytes in = new FirstBytes(socket.getInputStream());
        try {
            new TlsClientProtocol(in, socket.getOutputStream()).connect(client);
            return HandshakeResult.trouble(SPEAKS + ", and shows no certificate.");
        } catch (IOException ended) {
            List<byte[]> chain = shown.chain();
            if (chain.isEmpty()) {
                return trouble(ended, in);
            }
            return HandshakeResult.chain(chain);
        }
    }

    private static HandshakeResult trouble(IOException ended, FirstBytes in) throws IOException {
        if (in.count() > 0 && !in.isTls()) {
            return HandshakeResult.trouble(NO_TLS + ": it answers with \"" + in.quoted() + "\".");
        }
        if (ended instanceof TlsFatalAlertReceived alert) {
            return HandshakeResult.trouble(
                    SPEAKS + " and refused the handshake (alert " + name(alert.getAlertDescription()) + ").");
        }
        if (ended instanceof InterruptedIOException || ended instanceof SocketException) {
            throw ended;
        }
        if (in.count() == 0) {
            return HandshakeResult.trouble("the connection was closed before any answer.");
        }
        if (in.isAtEnd()) {
            return HandshakeResult.trouble(SPEAKS + ", and the connection was closed in the middle of the handshake.");
        }
        if (ended instanceof TlsFatalAlert fault) {
            return HandshakeResult.trouble(
                    SPEAKS + ", and what it sends cannot be read (" + name(fault.getAlertDescription()) + ").");
        }
        return HandshakeResult.trouble(SPEAKS + ", and the handshake broke off.");
    }

    private static String name(short alert) {
        String name = AlertDescription.getName(alert);
        if (name.equals("UNKNOWN")) {
            return String.valueOf(alert & 0xff);
        }
        return name;
    }
}
