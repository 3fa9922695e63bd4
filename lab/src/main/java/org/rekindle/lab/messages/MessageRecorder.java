// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rekindle.lab.process.OwnerOnly;

/**
 * A service that takes signed CloudEvents, as a channel of kind {@code webhook} sends them. The last part of the path is the name of the
 * channel. As such services do, it refuses what is not signed by its key, and takes a message once that comes twice.
 */
public final class MessageRecorder implements AutoCloseable {

    private static final int REFUSED = 401;
    private static final int TAKEN = 202;
    private static final String PREFIX = "whsec_";

    private final byte[] key = new byte[32];
    private final Path keyFile;
    private final HttpServer server;
    private final List<RecordedMessage> messages = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int forged;

    /**
     * Starts it.
     *
     * @param folder for the file that holds its key
     */
    public MessageRecorder(Path folder) throws IOException {
        new SecureRandom().nextBytes(key);
        keyFile = folder.resolve("messages.key");
        OwnerOnly.write(keyFile, PREFIX + Base64.getEncoder().encodeToString(key) + "\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** What a scenario's fleet file may say of it, by place. */
    public Map<String, String> places() {
        return Map.of(
                "lab.messages",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "lab.messagesKey",
                keyFile.toString());
    }

    /** Its key, which may turn up nowhere else. */
    public String secret() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** What came so far, in the order in which it came. */
    public synchronized List<RecordedMessage> messages() {
        return List.copyOf(messages);
    }

    /** How many requests were not signed by its key. */
    public synchronized int forged() {
        return forged;
    }

    /** What each channel shows, a headline and a link for each message, when this many have come to each, or after the time is up. */
    public synchronized Map<String, List<String>> headlines(Map<String, Integer> awaited, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!hasAll(awaited) && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return headlines();
    }

    private boolean hasAll(Map<String, Integer> awaited) {
        Map<String, List<String>> there = headlines();
        return awaited.entrySet().stream()
                .allMatch(each -> there.getOrDefault(each.getKey(), List.of()).size() >= each.getValue());
    }

    private Map<String, List<String>> headlines() {
        Map<String, List<String>> headlines = new TreeMap<>();
        messages.forEach(each -> headlines
                .computeIfAbsent(each.channel(), channel -> new ArrayList<>())
                .add(each.shown()));
        return headlines;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int answer = isSigned(exchange, body) ? TAKEN : REFUSED;
            if (answer == TAKEN) {
                keep(exchange.getRequestURI().getPath(), new ObjectMapper().readTree(body));
            } else {
                refused();
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    /** Notes a request without the right key. */
    synchronized void refused() {
        forged++;
    }

    private synchronized void keep(String path, JsonNode event) {
        String id = event.path("id").asText();
        if (known.add(id)) {
            JsonNode data = event.path("data");
            keep(new RecordedMessage(
                    id,
                    path.substring(path.lastIndexOf('/') + 1),
                    data.path("kind").asText(),
                    data.path("headline").asText(),
                    data.path("link").asText(null)));
        }
    }

    /** Keeps what another service of the lab got. */
    synchronized void keep(RecordedMessage message) {
        messages.add(message);
        notifyAll();
    }

    /** By the words of the Standard Webhooks, and not by the code that signs. */
    private boolean isSigned(HttpExchange exchange, String body) {
        String signed = header(exchange, "webhook-id") + "." + header(exchange, "webhook-timestamp") + "." + body;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String right =
                    "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(
                    right.getBytes(StandardCharsets.UTF_8),
                    header(exchange, "webhook-signature").getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException noSuchMac) {
            throw new IllegalStateException("Java has no HMAC", noSuchMac);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
