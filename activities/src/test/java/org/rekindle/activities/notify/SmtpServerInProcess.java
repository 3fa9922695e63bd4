// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An SMTP server with STARTTLS, which says to each command what a test tells it to. */
final class SmtpServerInProcess implements AutoCloseable {

    /** Commands in the order in which they came, those after TLS with a mark before them. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    /** Instead of what is usual, by a part of the command. */
    final Map<String, String> instead = new ConcurrentHashMap<>();

    /** Connections that the client ended. */
    final List<IOException> left = new CopyOnWriteArrayList<>();

    private final @Nullable SSLContext tls;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param tls null for a server without STARTTLS */
    SmtpServerInProcess(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            say(socket, instead.getOrDefault("GREETING", "220 here"));
            talk(socket, "");
        } catch (IOException gone) {
            left.add(gone);
        }
    }

    private void talk(Socket socket, String mark) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            commands.add(mark + command);
            String verb = command.split(" ")[0].toUpperCase(Locale.ROOT);
            String told = told(command);
            if (told != null) {
                say(socket, told);
            } else if (verb.equals("STARTTLS") && tls != null) {
                say(socket, "220 go ahead");
                secure(socket, tls);
                return;
            } else if (verb.equals("EHLO")) {
                String offer = tls != null && mark.isEmpty() ? "250-STARTTLS\r\n" : "";
                say(socket, "250-here\r\n" + offer + "250 AUTH PLAIN");
            } else if (verb.equals("DATA")) {
                say(socket, "354 go ahead");
                skipData(in);
                say(socket, "250 taken");
            } else if (verb.equals("AUTH")) {
                say(socket, "235 welcome");
            } else {
                say(socket, "250 well");
            }
        }
    }

    private @Nullable String told(String command) {
        return instead.entrySet().stream()
                .filter(each -> command.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void secure(Socket socket, SSLContext context) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", port(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        talk(secure, "TLS ");
    }

    private static void skipData(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    private static void say(Socket socket, String reply) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
