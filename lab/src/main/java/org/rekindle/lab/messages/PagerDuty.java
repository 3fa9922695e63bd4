// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rekindle.lab.process.OwnerOnly;

/**
 * Stands for PagerDuty: one service with two integrations of the Events API v2, one of the monitoring and one of Rekindle, the notes of
 * its REST API, and its webhooks of version 3. What the monitoring triggers is an incident, of which Rekindle's receiver is told. All
 * that comes is kept under the channel {@link #CHANNEL}. The shapes are those of PagerDuty's public documentation.
 */
public final class PagerDuty implements AutoCloseable {

    /** Under which name its messages are kept. */
    public static final String CHANNEL = "pagerduty";

    private static final int TAKEN = 202;
    private static final int CREATED = 201;
    private static final int REFUSED = 401;
    private static final Pattern NOTES = Pattern.compile("/incidents/([A-Z0-9]+)/notes");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String monitoringKey = OwnerOnly.secret(16);
    private final String rekindleKey = OwnerOnly.secret(16);
    private final String token = OwnerOnly.secret(10);
    private final String webhookSecret = OwnerOnly.secret(32);
    private final Map<String, String> files = new LinkedHashMap<>();
    private final MessageRecorder recorder;
    private final URI receiver;
    private final HttpServer server;
    private final ExecutorService webhooks = Executors.newSingleThreadExecutor();
    private final Map<String, String> incidents = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /**
     * Starts it.
     *
     * @param folder for the files that hold its keys
     * @param receiver where Rekindle listens for its webhooks
     */
    public PagerDuty(Path folder, MessageRecorder recorder, URI receiver) throws IOException {
        this.recorder = recorder;
        this.receiver = receiver;
        file(folder, "lab.pagerdutyMonitoringKey", "pagerduty.monitoring.key", monitoringKey);
        file(folder, "lab.pagerdutyKey", "pagerduty.key", rekindleKey);
        file(folder, "lab.pagerdutyToken", "pagerduty.token", token);
        file(folder, "lab.pagerdutySecret", "pagerduty.secret", webhookSecret);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/enqueue", exchange -> answer(exchange, this::event));
        server.createContext("/incidents", exchange -> answer(exchange, this::note));
        server.start();
    }

    private void file(Path folder, String place, String name, String secret) throws IOException {
        Path file = folder.resolve(name);
        OwnerOnly.write(file, secret + "\n");
        files.put(place, file.toString());
    }

    /** What a scenario's fleet file may say of it, by place. */
    public Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>(files);
        places.put("lab.pagerduty", url());
        return places;
    }

    /** Where both of its APIs are. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Its keys by name, which may turn up nowhere else. */
    public Map<String, String> secrets() {
        return Map.of(
                "PagerDuty's key of the monitoring",
                monitoringKey,
                "PagerDuty's key of Rekindle",
                rekindleKey,
                "PagerDuty's token",
                token,
                "PagerDuty's webhook secret",
                webhookSecret);
    }

    @Override
    public void close() {
        server.stop(0);
        webhooks.shutdownNow();
    }

    /** What an API does with a request; the status that it answers with. */
    private interface Api {
        int take(HttpExchange exchange, JsonNode body);
    }

    private static void answer(HttpExchange exchange, Api api) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(api.take(exchange, body), -1);
        }
    }

    private synchronized int event(HttpExchange exchange, JsonNode event) {
        String key = event.path("routing_key").asText();
        String action = event.path("event_action").asText();
        String dedup = event.path("dedup_key").asText();
        String summary = event.path("payload").path("summary").asText();
        if (key.equals(monitoringKey)) {
            if (action.equals("trigger") && !incidents.containsKey(dedup)) {
                open(dedup, summary);
            }
            return TAKEN;
        }
        if (!key.equals(rekindleKey)) {
            recorder.refused();
            return REFUSED;
        }
        // An event that comes twice changes nothing.
        if (known.add(action + " " + dedup + " " + summary)) {
            recorder.keep(new RecordedMessage(dedup, CHANNEL, action, action + " " + summary, null));
        }
        return TAKEN;
    }

    private void open(String dedup, String title) {
        String incident = "Q" + OwnerOnly.secret(6).toUpperCase(Locale.ROOT);
        incidents.put(dedup, incident);
        recorder.keep(new RecordedMessage(incident, CHANNEL, "incident", "incident " + title, null));
        webhooks.execute(() -> tell(incident, title));
    }

    private synchronized int note(HttpExchange exchange, JsonNode body) {
        Matcher path = NOTES.matcher(exchange.getRequestURI().getPath());
        boolean isAllowed =
                ("Token token=" + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isAllowed || !path.matches() || !incidents.containsValue(path.group(1))) {
            recorder.refused();
            return REFUSED;
        }
        String content = body.path("note").path("content").asText();
        recorder.keep(new RecordedMessage(
                path.group(1),
                CHANNEL,
                "note",
                "note " + content.lines().findFirst().orElse(""),
                null));
        return CREATED;
    }

    /** PagerDuty repeats what is not taken; here that is a fault, and told as one. */
    private void tell(String incident, String title) {
        String now = Instant.now().toString();
        try {
            String body = JSON.writeValueAsString(Map.of(
                    "event",
                    Map.of(
                            "id",
                            "01" + OwnerOnly.secret(12).toUpperCase(Locale.ROOT),
                            "event_type",
                            "incident.triggered",
                            "resource_type",
                            "incident",
                            "occurred_at",
                            now,
                            "data",
                            Map.of(
                                    "id",
                                    incident,
                                    "type",
                                    "incident",
                                    "status",
                                    "triggered",
                                    "created_at",
                                    now,
                                    "title",
                                    title,
                                    "service",
                                    Map.of("id", "PLAB001", "type", "service_reference"),
                                    "urgency",
                                    "high"))));
            int answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(receiver)
                                    .header("Content-Type", "application/json")
                                    .header("X-PagerDuty-Signature", "v1=" + signature(body))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (answer != TAKEN) {
                failed(incident, "was answered with " + answer);
            }
        } catch (IOException unreachable) {
            failed(incident, "was not taken: " + unreachable);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(String incident, String how) {
        recorder.keep(new RecordedMessage(incident, CHANNEL, "webhook", "webhook " + how, null));
    }

    private String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(webhookSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException noSuchMac) {
            throw new IllegalStateException("Java has no HMAC", noSuchMac);
        }
    }
}
