// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page's side of the Chrome DevTools protocol: commands in JSON over a web socket, each answered by its number. */
final class DevTools implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final WebSocket socket;

    DevTools(HttpClient client, URI page) {
        this.socket = client.newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Sends a command and waits for its result. */
    JsonNode send(String method, Map<String, ?> parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        socket.sendText(command.toString(), true).join();
        JsonNode message =
                answer.orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS).join();
        if (message.has("error")) {
            throw new IllegalStateException("Chromium refused " + method + ": " + message.path("error"));
        }
        return message.path("result");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void take(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            CompletableFuture<JsonNode> waiting =
                    asked.remove(message.path("id").asInt());
            if (waiting != null) {
                waiting.complete(message);
            }
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** Puts messages that come in pieces together; what is no answer is an event, and none is asked for. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                take(pieces.toString());
                pieces.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, piece, last);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            asked.values().forEach(each -> each.completeExceptionally(error));
        }
    }
}
