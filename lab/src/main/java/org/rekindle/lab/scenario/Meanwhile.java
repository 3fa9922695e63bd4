// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.SimulatedOpenStack;
import org.rekindle.lab.cloud.World;
import org.rekindle.workflows.model.RecoveryView;

/** Somebody else who works in the same project while a run waits: what they ask for goes to Magnum as any client's does. */
final class Meanwhile {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deque<Scenario.Change> changes;
    private final World.User user;
    private final String project;
    private final SimulatedOpenStack cloud;
    private final Talk talk;
    private final HttpClient http = HttpClient.newHttpClient();

    Meanwhile(Scenario scenario, SimulatedOpenStack cloud, Talk talk) {
        this.changes = new ArrayDeque<>(scenario.meanwhile());
        this.user = scenario.world().users().get(0);
        this.project = scenario.world().projects().get(0).name();
        this.cloud = cloud;
        this.talk = talk;
    }

    /** Makes the next change if its phase has come; whether it did, after which the cloud needs a moment. */
    boolean happens(RecoveryView view) {
        Scenario.Change next = changes.peek();
        if (next == null || view.phase() != next.phase() || view.waitingFor() == null) {
            return false;
        }
        changes.remove();
        String[] call = next.call().split(" ", 2);
        HttpResponse<String> answer = send(
                call[0],
                cloud.magnumUrl() + "/v1" + call[1],
                next.body(),
                Map.of("X-Auth-Token", token(), "OpenStack-API-Version", "container-infra 1.14"));
        if (answer.statusCode() >= 400) {
            throw new ScenarioFault(
                    "meanwhile: " + next.call() + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        talk.say("Meanwhile somebody else: " + next.call() + " (" + answer.statusCode() + ")");
        return true;
    }

    /** What has not come to pass, so that the scenario did not show what it is for; null when all has. */
    @Nullable
    String missed() {
        return changes.isEmpty()
                ? null
                : "Meanwhile " + changes.element().call() + " was to happen in phase "
                        + changes.element().phase() + ", which never came.";
    }

    private String token() {
        Map<String, Object> domain = Map.of("id", "default");
        Map<String, Object> password =
                Map.of("user", Map.of("name", user.name(), "domain", domain, "password", user.password()));
        Map<String, Object> login = Map.of(
                "auth",
                Map.of(
                        "identity", Map.of("methods", new String[] {"password"}, "password", password),
                        "scope", Map.of("project", Map.of("name", project, "domain", domain))));
        return send("POST", cloud.identityUrl() + "/auth/tokens", JSON.valueToTree(login), Map.of())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new IllegalStateException("Keystone does not let " + user.name() + " in"));
    }

    private HttpResponse<String> send(String method, String url, @Nullable JsonNode body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + url + " is not answered", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + method + " " + url, interrupted);
        }
    }
}
