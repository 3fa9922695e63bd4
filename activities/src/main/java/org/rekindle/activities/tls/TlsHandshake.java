// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shakes hands once, and reports which certificates were shown. It keeps a certificate even when the handshake breaks off
 * afterwards, as when the server insists on a client certificate.
 *
 * <p>Java's TLS goes first, since a handshake that is brought to its end leaves no error in the server's log. What it refuses to
 * read is read by {@link BareHandshake}, which needs to trust nothing.
 */
final class TlsHandshake {

    private static final Logger LOG = LoggerFactory.getLogger(TlsHandshake.class);

    /** An address is no name: RFC 6066, 3. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private static final int LONGEST_MESSAGE = 200;

    private final Duration connectLimit;
    private final Duration answerLimit;
    private final long deadline;

    /**
     * @param connectLimit how long a connection may take
     * @param answerLimit how long a handshake may take
     */
    TlsHandshake(Duration connectLimit, Duration answerLimit) {
        this.connectLimit = connectLimit;
        this.answerLimit = answerLimit;
        this.deadline = System.nanoTime() + connectLimit.plus(answerLimit).toNanos();
    }

    /** What is left of the time in which all looks together must end: both limits, from the first one on. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Whether less than half of that time is left. */
    boolean isHalfOver() {
        return left().multipliedBy(2).compareTo(connectLimit.plus(answerLimit)) < 0;
    }

    private Duration atMost(Duration limit) throws SocketTimeoutException {
        Duration left = left();
        if (left.toMillis() == 0) {
            throw new SocketTimeoutException("the deadline is over");
        }
        if (limit.compareTo(left) < 0) {
            return limit;
        }
        return left;
    }

    /** What is shown at an address, under the name of a host. */
    HandshakeResult look(InetAddress address, TlsAddress of) {
        RecordingTrust trust = new RecordingTrust();
        try (Socket plain = connected(address, of.port())) {
            try (SSLSocket socket =
                    (SSLSocket) context(trust).getSocketFactory().createSocket(plain, of.host(), of.port(), true)) {
                nameHost(socket, of.host());
                socket.startHandshake();
            }
        } catch (SSLException refused) {
            if (shown(trust).isEmpty()) {
                return plainly(address, of, refused);
            }
            return HandshakeResult.chain(shown(trust));
        } catch (IOException broken) {
            if (shown(trust).isEmpty()) {
                return trouble(broken);
            }
            return HandshakeResult.chain(shown(trust));
        }
        if (shown(trust).isEmpty()) {
            return HandshakeResult.trouble("none was shown.");
        }
        return HandshakeResult.chain(shown(trust));
    }

    private HandshakeResult plainly(InetAddress address, TlsAddress of, SSLException refused) {
        try (Socket plain = connected(address, of.port())) {
            HandshakeResult bare = new BareHandshake(plain, serverName(of.host())).look();
            String trouble = bare.trouble();
            if (trouble == null
                    || trouble.startsWith(BareHandshake.SPEAKS)
                    || trouble.startsWith(BareHandshake.NO_TLS)) {
                return bare;
            }
        } catch (IOException cut) {
            LOG.debug("The second connection to {} broke off", address, cut);
        }
        // The first connection showed more than the second one.
        return HandshakeResult.trouble(inWords(refused));
    }

    private Socket connected(InetAddress address, int port) throws IOException {
        DeadlineSocket plain = new DeadlineSocket();
        try {
            plain.connect(
                    new InetSocketAddress(address, port),
                    Math.toIntExact(atMost(connectLimit).toMillis()));
            plain.readFor(atMost(answerLimit));
            return plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Java sends no name without a dot by itself; OpenSSL and Go do, and proxies choose by it. */
    private static void nameHost(SSLSocket socket, String host) {
        String name = serverName(host);
        if (name == null) {
            return;
        }
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new HostName(name)));
        socket.setSSLParameters(parameters);
    }

    /** Null where the host is an address. */
    private static @Nullable String serverName(String host) {
        if (ADDRESS.matcher(host).matches()) {
            return null;
        }
        return host;
    }

    private static List<byte[]> shown(RecordingTrust trust) {
        List<byte[]> chain = new ArrayList<>();
        for (X509Certificate each : trust.served()) {
            try {
                chain.add(each.getEncoded());
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("A certificate could not be written", e);
            }
        }
        return chain;
    }

    private static HandshakeResult trouble(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return HandshakeResult.silence();
        }
        if (hasNoWay(e)) {
            return HandshakeResult.noWayThere();
        }
        if (e instanceof ConnectException) {
            return HandshakeResult.trouble("the connection was refused.");
        }
        return HandshakeResult.trouble("the connection broke off (" + shorten(e.getMessage()) + ").");
    }

    /** No route to the host or to any network, or no address of this machine to come from. Java has no class for the second. */
    private static boolean hasNoWay(IOException e) {
        return e instanceof NoRouteToHostException
                || e instanceof BindException
                || (e instanceof SocketException
                        && e.getMessage() != null
                        && e.getMessage().contains("unreachable"));
    }

    /** By the words of Java's TLS, where they are all there is. */
    private static String inWords(SSLException refused) {
        String message = shorten(refused.getMessage());
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return BareHandshake.NO_TLS + ".";
        }
        if (message.contains("fatal alert")) {
            return BareHandshake.SPEAKS + " and refused the handshake (" + message + ").";
        }
        return "the handshake broke off (" + message + ").";
    }

    private static String shorten(@Nullable String message) {
        String text = message == null ? "no reason given" : message;
        if (text.length() <= LONGEST_MESSAGE) {
            return text;
        }
        return text.substring(0, LONGEST_MESSAGE) + "…";
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

    /** Java's own class for it takes no name with an underscore. */
    private static final class HostName extends SNIServerName {

        private HostName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
