// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A login in front of a real hub: it lets a request pass that has a header with the right value, also one for a websocket, and answers
 * any other with 401. Each connection carries one request, so that none passes unseen.
 */
final class LoginProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoginProxy.class);

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI behind;
    private final String wanted;

    /** Starts it in front of an address. */
    LoginProxy(URI behind, String header, String value) throws IOException {
        this.behind = behind;
        this.wanted = line(header, value);
        threads.execute(this::listen);
    }

    /** The same place as behind it. */
    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + behind.getRawPath());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket visitor = listening.accept();
                threads.execute(() -> serve(visitor));
            } catch (IOException closed) {
                LOG.debug("No more visitors.", closed);
            }
        }
    }

    private void serve(Socket visitor) {
        try (visitor) {
            List<String> head = head(new DataInputStream(visitor.getInputStream()));
            if (head.stream().noneMatch(LoginProxy.this::isWanted)) {
                visitor.getOutputStream()
                        .write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            try (Socket hub = new Socket(behind.getHost(), behind.getPort())) {
                hub.getOutputStream().write(forwarded(head).getBytes(StandardCharsets.ISO_8859_1));
                threads.execute(() -> pump(visitor, hub));
                hub.getInputStream().transferTo(visitor.getOutputStream());
            }
        } catch (IOException gone) {
            LOG.debug("A visitor has gone.", gone);
        }
    }

    private boolean isWanted(String header) {
        String[] parts = header.split(": *", 2);
        return parts.length == 2 && line(parts[0], parts[1]).equals(wanted);
    }

    private static String line(String header, String value) {
        return header.toLowerCase(Locale.ROOT) + ": " + value;
    }

    /** Without keeping the connection, but for an upgrade. */
    private static String forwarded(List<String> head) {
        List<String> lines = new ArrayList<>(head);
        boolean isUpgrade = lines.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                && head.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("upgrade: websocket"));
        lines.add(isUpgrade ? "Connection: Upgrade" : "Connection: close");
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            LOG.debug("One side has gone.", gone);
        }
    }

    private static List<String> head(DataInputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        return lines;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
