// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A JupyterHub with one user and the user's server, over real HTTP and a real websocket, that says what a test tells it to. */
final class FakeJupyter implements AutoCloseable {

    static final String HUB_TOKEN = "correct-horse-battery";
    static final String USER_TOKEN = "staple-of-the-user";
    static final String USER = "canary-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a kernel does with a cell. */
    enum Kernel {
        PRINTS_42,
        PRINTS_OTHERWISE,
        RAISES,
        NEVER_STOPS,
        HANGS_UP
    }

    /** @param type of the body */
    record Answer(int status, String type, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        static Answer events(String... events) {
            return new Answer(200, "text/event-stream", "\n\ndata: " + String.join("\n\ndata: ", events) + "\n\n");
        }
    }

    private record Request(String method, String path, Map<String, String> headers, String body) {}

    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Connections that the client ended. */
    final List<IOException> left = new CopyOnWriteArrayList<>();
    /** Instead of what is usual, by method and path. */
    final Map<String, Answer> instead = new ConcurrentHashMap<>();

    /** Headers without which a login in front answers; by names in small letters. */
    final Map<String, String> login = new ConcurrentHashMap<>();

    volatile boolean websockets = true;
    volatile boolean storage = true;
    volatile Kernel kernel = Kernel.PRINTS_42;
    volatile @Nullable Instant userMade;
    /** The name of the user's server, with a slash; empty for the one without a name. */
    volatile String serverName = "";
    /** What the spawner was given last. */
    volatile String options = "";

    private volatile boolean serverRuns;
    private volatile String file = "";

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FakeJupyter() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    String serverUrl() {
        return url() + "/user/" + USER + "/";
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
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Request request = read(in);
            requests.add(request.method() + " " + request.path());
            if (!request.headers().entrySet().containsAll(login.entrySet())) {
                write(new Answer(401, "text/html", "<html>a login</html>"), socket.getOutputStream());
            } else if (websockets && request.headers().containsKey("upgrade")) {
                talk(request, in, socket.getOutputStream());
            } else {
                write(answer(request), socket.getOutputStream());
            }
        } catch (IOException gone) {
            left.add(gone);
        }
    }

    private Answer answer(Request request) {
        String asked = request.method() + " " + request.path().replaceAll("\\?.*", "");
        boolean ofUser = request.path().startsWith("/user/");
        String token = ofUser ? USER_TOKEN : HUB_TOKEN;
        boolean isShown = ("token " + token).equals(request.headers().get("authorization"))
                || (ofUser && request.path().matches(".*[?&]token=" + token));
        if (!asked.equals("GET /hub/api/") && !isShown) {
            return Answer.json(403, "{\"status\": 403, \"message\": \"Forbidden\"}");
        }
        Answer told = instead.get(asked);
        if (told != null) {
            return told;
        }
        return ofUser ? server(asked, request) : hub(asked, request);
    }

    private Answer hub(String asked, Request request) {
        String user = " /hub/api/users/" + USER;
        String server = user + (serverName.isEmpty() ? "/server" : "/servers/" + serverName.replace("/", ""));
        if (asked.equals("GET /hub/api/")) {
            return Answer.json(200, "{\"version\": \"5.5.0\"}");
        }
        if (asked.equals("GET /hub/api/user")) {
            return Answer.json(200, "{\"kind\": \"service\", \"scopes\": [\"admin:users\", \"servers\", \"tokens\"]}");
        }
        if (asked.equals("POST" + user)) {
            if (userMade != null) {
                return Answer.json(409, "{\"status\": 409, \"message\": \"User " + USER + " already exists\"}");
            }
            userMade = Instant.now();
            return Answer.json(201, "{}");
        }
        if (userMade == null) {
            return Answer.json(404, "{\"status\": 404, \"message\": \"Not Found\"}");
        }
        if (asked.equals("GET" + user)) {
            return Answer.json(
                    200,
                    "{\"name\": \"" + USER + "\", \"created\": \"" + userMade + "\", \"servers\": "
                            + (serverRuns ? "{\"\": {}}" : "{}") + "}");
        }
        if (asked.equals("POST" + server)) {
            options = request.body();
            serverRuns = true;
            return Answer.json(202, "");
        }
        if (asked.equals("GET" + server + "/progress")) {
            return Answer.events(
                    "{\"progress\": 100, \"ready\": true, \"url\": \"/user/" + USER + "/" + serverName + "\"}");
        }
        if (asked.equals("POST" + user + "/tokens")) {
            return Answer.json(201, "{\"token\": \"" + USER_TOKEN + "\"}");
        }
        if (asked.equals("DELETE" + server)) {
            serverRuns = false;
            if (!storage) {
                file = "";
            }
            return Answer.json(204, "");
        }
        if (asked.equals("DELETE" + user)) {
            userMade = null;
            return Answer.json(204, "");
        }
        return Answer.json(404, "{}");
    }

    private Answer server(String asked, Request request) {
        String server = " /user/" + USER + "/" + serverName + "api/";
        if (asked.equals("GET" + server + "status") || asked.equals("POST" + server + "shutdown")) {
            return Answer.json(200, "{\"kernels\": 0}");
        }
        if (asked.equals("POST" + server + "kernels")) {
            return Answer.json(201, "{\"id\": \"k1\"}");
        }
        if (asked.startsWith("PUT" + server + "contents/")) {
            file = request.body();
            return Answer.json(201, "{}");
        }
        if (asked.startsWith("GET" + server + "contents/")) {
            return file.isEmpty() ? Answer.json(404, "{\"message\": \"file not found\"}") : Answer.json(200, file);
        }
        if (asked.startsWith("DELETE" + server + "contents/")) {
            return Answer.json(204, "");
        }
        return new Answer(400, "text/plain", "Can \"Upgrade\" only to \"WebSocket\".");
    }

    private static Request read(DataInputStream in) throws IOException {
        String[] first = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(": *", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void write(Answer answer, OutputStream out) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String length = answer.status() == 204 ? "" : "Content-Length: " + body.length + "\r\n";
        out.write(("HTTP/1.1 " + answer.status() + " Said\r\nContent-Type: " + answer.type() + "\r\n" + length
                        + "Location: /hub/login\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
    }

    private void talk(Request request, DataInputStream in, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept(String.valueOf(request.headers().get("sec-websocket-key"))) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        JsonNode cell = JSON.readTree(frame(in)).path("header");
        if (kernel == Kernel.HANGS_UP) {
            return;
        }
        while (kernel == Kernel.NEVER_STOPS) {
            say(out, cell, "stream", "{\"text\": \"" + "42".repeat(10_000) + "\"}");
        }
        say(out, cell, "status", "{\"execution_state\": \"busy\"}");
        say(out, JSON.readTree("{\"msg_id\": \"of somebody else\"}"), "stream", "{\"text\": \"43\"}");
        if (kernel == Kernel.RAISES) {
            say(
                    out,
                    cell,
                    "execute_reply",
                    "{\"status\": \"error\", \"ename\": \"OSError\", \"evalue\": \"no space\"}");
        } else {
            say(out, cell, "stream", "{\"text\": \"" + (kernel == Kernel.PRINTS_42 ? "42\\n" : "41\\n") + "\"}");
            say(out, cell, "execute_reply", "{\"status\": \"ok\"}");
        }
        say(out, cell, "status", "{\"execution_state\": \"idle\"}");
        // Until the client goes.
        in.readUnsignedByte();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }

    private static String frame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] text = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            text[i] ^= mask[i % 4];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void say(OutputStream out, JsonNode parent, String type, String content) throws IOException {
        byte[] message = ("{\"header\": {\"msg_type\": \"" + type + "\"}, \"parent_header\": " + parent
                        + ", \"content\": " + content + "}")
                .getBytes(StandardCharsets.UTF_8);
        // In two parts, as a long one may come.
        frame(out, 0x01, message, 0, 20);
        frame(out, 0x80, message, 20, message.length);
        out.flush();
    }

    private static void frame(OutputStream out, int first, byte[] message, int from, int to) throws IOException {
        out.write(first);
        if (to - from < 126) {
            out.write(to - from);
        } else {
            out.write(126);
            out.write((to - from) >> 8);
            out.write((to - from) & 0xff);
        }
        out.write(message, from, to - from);
    }
}
