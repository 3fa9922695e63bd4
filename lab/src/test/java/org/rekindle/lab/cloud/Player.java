// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;

/** Plays recordings, one after the other, against a simulated cloud. */
final class Player implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(30);

    /** Headers that say nothing of the API: those of the server that was recorded, and of the moment. */
    private static final Set<String> OF_THE_SERVER = Set.of("date", "content-length", "connection", "server");

    private final Coverage coverage;
    private final SimulatedOpenStack cloud;
    private final RecordingMachines machines;
    private final Map<String, String> tokens;
    private final Likeness likeness;
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean holding;

    Player(Coverage coverage, SimulatedOpenStack cloud, RecordingMachines machines, Map<String, String> tokens) {
        this.coverage = coverage;
        this.cloud = cloud;
        this.machines = machines;
        this.tokens = new HashMap<>(tokens);
        this.likeness = new Likeness(cloud.magnumUrl(), cloud.identityUrl());
    }

    /** Says what stands in this session for something that was there before the recording began. */
    void learn(String recorded, String now) {
        likeness.learn(recorded, now);
    }

    /** Sends a recorded request and holds the answer against the recorded one. */
    void play(Recording recording) throws IOException, InterruptedException {
        prepare(recording);
        HttpResponse<String> response = send(recording);
        if (!coverage.compares(recording.file())) {
            return;
        }
        List<String> differences = differences(recording, response);
        if (differences.isEmpty()) {
            return;
        }
        boolean repeatable = !recording.changes() || recording.status() >= 400;
        if (!repeatable) {
            throw new AssertionError(recording.file() + " is answered otherwise: " + differences);
        }
        // What is looked at may need a moment until it has come about, and so may what a refusal depends on.
        Awaitility.await(recording.file())
                .atMost(PATIENCE)
                .pollDelay(PAUSE)
                .pollInterval(PAUSE)
                .untilAsserted(() -> assertThat(differences(recording, send(recording)))
                        .as(recording.file())
                        .isEmpty());
    }

    /** What was going on in the recorded cloud at this point goes on in this one. */
    private void prepare(Recording recording) {
        boolean hold = coverage.holds(recording.file());
        if (holding && !hold) {
            machines.release();
            holding = false;
        }
        if (!holding && recording.changes()) {
            Awaitility.await("idle before " + recording.file()).atMost(PATIENCE).until(cloud::idle);
        }
        if (!holding && hold) {
            machines.hold();
            holding = true;
        }
    }

    private HttpResponse<String> send(Recording recording) throws IOException, InterruptedException {
        String body = recording.requestBody();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        cloud.magnumUrl() + likeness.translate(recording.path()).replace(" ", "%20")))
                .method(
                        recording.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(likeness.translate(body)))
                .header("Accept", "application/json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        String as = recording.as();
        if (as != null) {
            request.header("X-Auth-Token", tokens.getOrDefault(as, as));
        }
        if (recording.microversion() != null) {
            request.header("OpenStack-API-Version", recording.microversion());
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<String> differences(Recording recording, HttpResponse<String> got) throws IOException {
        List<String> differences = new ArrayList<>();
        if (recording.status() != got.statusCode()) {
            differences.add(
                    "status: expected " + recording.status() + ", got " + got.statusCode() + " with " + got.body());
            return differences;
        }
        JsonNode body = got.body().isEmpty() ? JsonNodeFactory.instance.nullNode() : JsonFields.read(got.body());
        differences.addAll(likeness.differences(recording.body(), body, coverage.ignoredFields(recording.file())));
        differences.addAll(headerDifferences(recording, got));
        return differences;
    }

    private List<String> headerDifferences(Recording recording, HttpResponse<String> got) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(recording.headers().keySet());
        names.addAll(got.headers().map().keySet());
        names.removeIf(name -> OF_THE_SERVER.contains(name.toLowerCase(Locale.ROOT)));
        for (String name : names) {
            String expected = recording.headers().get(name);
            String actual = got.headers().firstValue(name).orElse(null);
            if (!alike(expected, actual)) {
                differences.add("header " + name + ": expected " + expected + ", got " + actual);
            }
        }
        return differences;
    }

    private boolean alike(@Nullable String expected, @Nullable String actual) {
        if (expected == null || actual == null) {
            return false;
        }
        return expected.startsWith("req-") ? actual.startsWith("req-") : likeness.alike(expected, actual);
    }

    @Override
    public void close() {
        machines.release();
        cloud.close();
    }
}
