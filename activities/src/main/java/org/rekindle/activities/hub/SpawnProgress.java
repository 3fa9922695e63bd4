// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.CellStep;

/**
 * Follows the start of a user's server by JupyterHub's event stream, and keeps what the spawner says on the way: the event that ends
 * a failed start gives no reason.
 */
final class SpawnProgress {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** JupyterHub sends a keep-alive every 8 s. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Said by every start. */
    private static final Set<String> USUAL = Set.of("Server requested", "Spawning server...");

    private static final int WORDS = 3;

    private final HubHttp http;
    private final Clock clock;
    private final Patience patience;
    private final Set<String> said = new LinkedHashSet<>();

    SpawnProgress(HubHttp http, Clock clock, Patience patience) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
    }

    /** The address of the server, once it is ready, as the hub says it. */
    String awaitReady(URI progress, String token, Instant end) throws StepFailed {
        while (true) {
            String address = read(progress, token, end);
            if (address != null) {
                return address;
            }
            if (!clock.instant().isBefore(end)) {
                throw failed("it was not ready in time");
            }
            patience.pause();
        }
    }

    /** Reads one stream; null when it ended before the start did. */
    private @Nullable String read(URI progress, String token, Instant end) throws StepFailed {
        try (LineQueue lines = http.stream(progress, token)) {
            EventStreamParser parser = new EventStreamParser();
            while (clock.instant().isBefore(end)) {
                LineQueue.Item item = lines.next(shorter(SILENCE, Duration.between(clock.instant(), end)));
                if (item instanceof LineQueue.Item.Head head && head.status() != 200) {
                    throw failed("HTTP " + head.status() + " instead of its progress");
                }
                if (item instanceof LineQueue.Item.Line line) {
                    String data = parser.accept(line.text()).orElse(null);
                    String address = data == null ? null : take(data);
                    if (address != null) {
                        return address;
                    }
                }
                if (item == null || item instanceof LineQueue.Item.End) {
                    return null;
                }
            }
            return null;
        } catch (InterruptedException e) {
            throw HubHttp.interrupted();
        }
    }

    private @Nullable String take(String data) throws StepFailed {
        JsonNode event = event(data);
        String message = StepFailed.shortened(event.path("message").asText(""));
        if (event.path("failed").asBoolean()) {
            throw failed(message);
        }
        if (event.path("ready").asBoolean()) {
            return event.path("url").asText("");
        }
        if (!message.isEmpty() && !USUAL.contains(message)) {
            said.remove(message);
            said.add(message);
        }
        if (said.size() > WORDS) {
            said.remove(said.iterator().next());
        }
        return null;
    }

    private StepFailed failed(String how) {
        String before = String.join("; ", said);
        if (before.isEmpty()) {
            return StepFailed.at(CellStep.SERVER, how);
        }
        return StepFailed.at(CellStep.SERVER, how + " (" + before + ")");
    }

    private static JsonNode event(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
