// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.CellStep;

/** The websocket to a kernel, in Jupyter's message protocol 5.3 as JSON. */
final class KernelChannel implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubHttp http;
    private final WebSocket socket;
    private final Messages messages;
    private final String session = UUID.randomUUID().toString();

    private KernelChannel(HubHttp http, WebSocket socket, Messages messages) {
        this.http = http;
        this.socket = socket;
        this.messages = messages;
    }

    /** @param channels over http or https, as everything else of the server */
    static KernelChannel open(HubHttp http, URI channels, String token) throws StepFailed {
        Messages messages = new Messages();
        try {
            URI uri = URI.create(channels.toString().replaceFirst("^http", "ws"));
            return new KernelChannel(http, http.upgrade(uri, token, messages), messages);
        } catch (WebSocketHandshakeException e) {
            throw StepFailed.at(CellStep.WEBSOCKET, "HTTP " + e.getResponse().statusCode() + " instead of 101");
        } catch (IOException e) {
            throw StepFailed.at(CellStep.WEBSOCKET, HubHttp.reason(e));
        }
    }

    /** What a cell prints, once the kernel has answered and is idle again. */
    String run(String code, Duration within) throws StepFailed {
        String id = UUID.randomUUID().toString();
        send(request(id, code));
        StringBuilder output = new StringBuilder();
        boolean replied = false;
        boolean idle = false;
        long end = System.nanoTime() + within.toNanos();
        while (!replied || !idle) {
            JsonNode message = next(end);
            if (!message.path("parent_header").path("msg_id").asText().equals(id)) {
                continue;
            }
            JsonNode content = message.path("content");
            switch (message.path("header").path("msg_type").asText()) {
                case "stream" -> output.append(content.path("text").asText());
                case "status" -> idle = content.path("execution_state").asText().equals("idle");
                case "execute_reply" -> {
                    mustBeOk(content);
                    replied = true;
                }
                default -> {
                    // What a cell says beside its output does not matter.
                }
            }
        }
        return output.toString();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void send(String message) throws StepFailed {
        try {
            http.await(socket.sendText(message, true));
        } catch (IOException e) {
            throw StepFailed.at(CellStep.CELL, HubHttp.reason(e));
        }
    }

    private static void mustBeOk(JsonNode reply) throws StepFailed {
        if (!reply.path("status").asText().equals("ok")) {
            throw StepFailed.at(
                    CellStep.CELL,
                    StepFailed.shortened(reply.path("ename").asText("no error") + ": "
                            + reply.path("evalue").asText()));
        }
    }

    private JsonNode next(long end) throws StepFailed {
        try {
            Messages.Item item = messages.items.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (item == null) {
                throw StepFailed.at(CellStep.CELL, "the kernel did not answer in time");
            }
            if (item.text() == null) {
                throw StepFailed.at(CellStep.CELL, item.end());
            }
            return JSON.readTree(item.text());
        } catch (JsonProcessingException e) {
            throw StepFailed.at(CellStep.CELL, "the kernel sent something that is no JSON");
        } catch (InterruptedException e) {
            throw HubHttp.interrupted();
        }
    }

    private String request(String id, String code) {
        return JSON.valueToTree(Map.of(
                        "channel",
                        "shell",
                        "header",
                        Map.of(
                                "msg_id",
                                id,
                                "msg_type",
                                "execute_request",
                                "username",
                                "",
                                "session",
                                session,
                                "version",
                                "5.3"),
                        "parent_header",
                        Map.of(),
                        "metadata",
                        Map.of(),
                        "buffers",
                        List.of(),
                        "content",
                        Map.of(
                                "code",
                                code,
                                "silent",
                                false,
                                "store_history",
                                false,
                                "user_expressions",
                                Map.of(),
                                "allow_stdin",
                                false,
                                "stop_on_error",
                                true)))
                .toString();
    }

    /** Hands what comes over to the thread that waits for it. */
    private static final class Messages implements WebSocket.Listener {

        /** @param end why no more will come, where there is no text */
        record Item(@Nullable String text, String end) {}

        /** In characters: of all that a kernel says to one small cell. */
        private static final int MOST = 1024 * 1024;

        private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
        private int received;
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            received += data.length();
            if (received > MOST) {
                items.add(new Item(null, "the kernel says more than such a cell does"));
                from.abort();
                return null;
            }
            part.append(data);
            if (last) {
                items.add(new Item(part.toString(), ""));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            items.add(new Item(null, "the websocket was closed with code " + code));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            items.add(new Item(null, "the websocket broke: " + HubHttp.reason(error)));
        }
    }
}
