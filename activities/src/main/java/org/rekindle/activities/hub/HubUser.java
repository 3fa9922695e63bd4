// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.run.CellStep;

/**
 * A user of a JupyterHub that is made for a proof and taken away after it, by the hub's REST API.
 *
 * <p>With a user the hub deletes the user's volume. So no user is stopped or deleted that was there before the run began: its name,
 * which holds the run's id, and the time when the hub made it must both be those of the run.
 */
final class HubUser {

    private static final List<String> NEEDED = List.of("admin:users", "servers", "tokens");
    private static final int TOKEN_SECONDS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A hub answers the same to both. */
    private static final String UNKNOWN_TOKEN =
            ". A service's token must be the one in the hub's values. A token that a user has made is"
                    + " in the hub's database: a new database does not know it";

    private final HubHttp http;
    private final Clock clock;
    private final Patience patience;
    private final String hub;
    private final String token;
    private final String path;
    private final String server;
    private final CellRequest request;

    HubUser(HubHttp http, Clock clock, Patience patience, String hub, String token, CellRequest request) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
        this.hub = hub;
        this.token = token;
        this.path = "users/" + request.user();
        this.server = server(path, request.hub().verification().userServerName());
        this.request = request;
    }

    private static String server(String user, @Nullable String name) {
        if (name == null) {
            return user + "/server";
        }
        return user + "/servers/" + name;
    }

    /** That the hub answers and the token may do all that follows; gives the hub's version. */
    String check() throws StepFailed {
        HttpResponse<String> root = ask(CellStep.HUB, "GET", "", null);
        String version = HubAnswer.json(root).path("version").asText("");
        if (root.statusCode() != 200 || !HubAnswer.isVersion(version)) {
            throw StepFailed.answered(CellStep.HUB, root);
        }
        HttpResponse<String> own = ask(CellStep.TOKEN, "GET", "user", null);
        if (own.statusCode() == 403) {
            throw StepFailed.at(
                    CellStep.TOKEN, StepFailed.answered(CellStep.TOKEN, own).detail() + UNKNOWN_TOKEN);
        }
        if (own.statusCode() != 200) {
            throw StepFailed.answered(CellStep.TOKEN, own);
        }
        List<String> scopes = Stream.of(HubAnswer.json(own).path("scopes"))
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .toList();
        List<String> missing =
                NEEDED.stream().filter(scope -> !scopes.contains(scope)).toList();
        if (!missing.isEmpty()) {
            throw StepFailed.at(CellStep.SCOPES, String.join(", ", missing));
        }
        return version;
    }

    /** Makes the user; one that an attempt before has left is taken away first. */
    void make(Instant end) throws StepFailed {
        HttpResponse<String> answer = ask(CellStep.USER, "POST", path, null);
        if (answer.statusCode() == 409 && isOurs(ask(CellStep.USER, "GET", path, null))) {
            String left = takeAway(end);
            if (left != null) {
                throw StepFailed.at(CellStep.USER, request.user() + " is left of an attempt before: " + left);
            }
            answer = ask(CellStep.USER, "POST", path, null);
        }
        if (answer.statusCode() == 409) {
            throw StepFailed.at(
                    CellStep.USER,
                    request.user() + " was there before the run began, and to delete it would delete its volume");
        }
        if (answer.statusCode() != 201) {
            throw StepFailed.answered(CellStep.USER, answer);
        }
    }

    /** Starts the user's server and waits until it is ready; gives its address. */
    URI start(Instant end) throws StepFailed {
        HttpResponse<String> asked = ask(CellStep.SERVER, "POST", server, options());
        if (asked.statusCode() != 201 && asked.statusCode() != 202) {
            throw StepFailed.answered(CellStep.SERVER, asked);
        }
        String address = new SpawnProgress(http, clock, patience).awaitReady(api(server + "/progress"), token, end);
        try {
            return HubHttp.below(hub, "").resolve(address);
        } catch (IllegalArgumentException e) {
            throw StepFailed.at(CellStep.SERVER, "the hub gives it an address that is none");
        }
    }

    /** What the spawner is given; null for nothing. */
    private @Nullable String options() {
        Verification verification = request.hub().verification();
        ObjectNode options = JSON.createObjectNode();
        try {
            if (verification.userOptions() != null) {
                JSON.readerForUpdating(options).readValue(verification.userOptions());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The fleet file's options of a spawner are JSON", e);
        }
        if (verification.userProfile() != null) {
            options.put("profile", verification.userProfile());
        }
        return options.isEmpty() ? null : options.toString();
    }

    /** A token of the user's own, which ends by itself. */
    String newToken() throws StepFailed {
        HttpResponse<String> answer = ask(
                CellStep.USER_TOKEN,
                "POST",
                path + "/tokens",
                HubHttp.json(Map.of("note", "Rekindle", "expires_in", TOKEN_SECONDS)));
        String given = HubAnswer.json(answer).path("token").asText("");
        if (given.isEmpty()) {
            throw StepFailed.answered(CellStep.USER_TOKEN, answer);
        }
        return given;
    }

    /** Stops the user's server and waits until it is gone. The user is ours: it was made here. */
    void stop(Instant end) throws StepFailed {
        while (isServerThere()) {
            if (!clock.instant().isBefore(end)) {
                throw StepFailed.at(CellStep.STORAGE, "the server does not stop");
            }
            HttpResponse<String> stopped = ask(CellStep.STORAGE, "DELETE", server, null);
            if (stopped.statusCode() / 100 != 2) {
                throw StepFailed.answered(CellStep.STORAGE, stopped);
            }
            patience.pause();
        }
    }

    private boolean isServerThere() throws StepFailed {
        HttpResponse<String> seen = ask(CellStep.STORAGE, "GET", path, null);
        if (seen.statusCode() != 200) {
            throw StepFailed.answered(CellStep.STORAGE, seen);
        }
        return !HubAnswer.json(seen).path("servers").isEmpty();
    }

    /** Stops the user's server and deletes the user, where both are ours; null when nothing is left, else why. */
    @Nullable
    String takeAway(Instant end) {
        while (true) {
            String left;
            try {
                left = tryToTakeAway();
            } catch (StepFailed e) {
                left = e.detail();
            }
            if (left == null || !clock.instant().isBefore(end)) {
                return left;
            }
            patience.pause();
        }
    }

    private @Nullable String tryToTakeAway() throws StepFailed {
        HttpResponse<String> seen = ask(CellStep.USER, "GET", path, null);
        if (seen.statusCode() == 404 || (seen.statusCode() == 200 && !isOurs(seen))) {
            return null;
        }
        if (seen.statusCode() != 200) {
            return "HTTP " + seen.statusCode();
        }
        if (!HubAnswer.json(seen).path("servers").isEmpty()) {
            HttpResponse<String> stopped = ask(CellStep.USER, "DELETE", server, null);
            return "its server does not stop, HTTP " + stopped.statusCode();
        }
        HttpResponse<String> deleted = ask(CellStep.USER, "DELETE", path, null);
        if (deleted.statusCode() == 204 || deleted.statusCode() == 404) {
            return null;
        }
        return StepFailed.answered(CellStep.USER, deleted).detail();
    }

    private boolean isOurs(HttpResponse<String> seen) {
        try {
            JsonNode user = HubAnswer.json(seen);
            return user.path("name").asText().equals(request.user())
                    && !Instant.parse(user.path("created").asText()).isBefore(request.runBegan());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private HttpResponse<String> ask(CellStep step, String method, String below, @Nullable String json)
            throws StepFailed {
        try {
            return http.send(method, api(below), token, json);
        } catch (IOException e) {
            throw StepFailed.unanswered(step, e);
        }
    }

    private URI api(String below) {
        return HubHttp.below(hub, "hub/api/" + below);
    }
}
