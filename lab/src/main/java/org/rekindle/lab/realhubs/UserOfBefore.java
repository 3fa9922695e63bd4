// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.PlaneException;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.realhubs.HubRequests.Answer;

/** A user of a hub since before its cluster was lost, with a token of the hub and a file on a server of their own. */
public final class UserOfBefore {

    private static final String NAME = "ada";
    private static final String FILE = "before.txt";
    private static final String TEXT = "Written before the certificates expired.";
    private static final String USER = "hub/api/users/" + NAME;
    private static final String CONTENTS = "user/" + NAME + "/api/contents/" + FILE;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HubRequests requests;
    private volatile @Nullable String token;
    private String seen = "";

    /** @param hub its public address, with a slash at its end */
    public UserOfBefore(HttpClient visitor, URI hub) {
        this.requests = new HubRequests(visitor, hub);
    }

    /**
     * Comes to the hub for the first time, and leaves the file.
     *
     * @param service a token of the hub by which users are made
     */
    public void settle(String service) {
        await(
                "the hub at its public name",
                () -> requests.get("hub/api/", service).succeeded());
        must("POST", USER, service, Map.of());
        String own = must("POST", USER + "/tokens", service, Map.of("note", "from before"))
                .body()
                .path("token")
                .asText();
        token = own;
        startServer(own);
        must("PUT", CONTENTS, own, Map.of("type", "file", "format", "text", "content", TEXT));
    }

    /** Comes back with the token alone, and looks for the file. What is missing, in a sentence; empty when nothing is. */
    public Optional<String> misses() {
        String own = token;
        if (own == null) {
            return Optional.of("User " + NAME + " has never been at the hub.");
        }
        try {
            Answer known = requests.get("hub/api/user", own);
            if (!known.body().path("name").asText().equals(NAME)) {
                return Optional.of("The hub does not know user " + NAME + " by the token from before: it answers "
                        + known.status() + ".");
            }
            startServer(own);
            Answer file = requests.get(CONTENTS, own);
            if (!file.body().path("content").asText().equals(TEXT)) {
                return Optional.of("User " + NAME + " does not find " + FILE + " as it was before: the server answers "
                        + file.status() + ".");
            }
            return Optional.empty();
        } catch (UncheckedIOException | IllegalStateException | PlaneException failed) {
            return Optional.of("User " + NAME + " cannot work as before: " + failed.getMessage());
        }
    }

    /** The token: a secret. Empty before there is one. */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    @Override
    public String toString() {
        return NAME;
    }

    /** The hub forgets a start that has failed, as on a machine that is busy; a user comes back then and tries again. */
    private void startServer(String own) {
        must("POST", USER + "/server", own, Map.of());
        await("the server of user " + NAME, () -> {
            Answer user = requests.get(USER, own);
            seen = "the hub answers " + user.status() + " with " + user.body().path("servers");
            if (user.succeeded() && user.body().path("servers").isEmpty()) {
                must("POST", USER + "/server", own, Map.of());
                return false;
            }
            return user.body().at("/servers//ready").asBoolean();
        });
    }

    private Answer must(String method, String path, String by, Map<String, String> body) {
        Answer answer = requests.send(method, path, by, body);
        if (!answer.succeeded()) {
            throw new IllegalStateException(method + " " + path + " was answered by " + answer.status() + " "
                    + answer.body().path("message").asText());
        }
        return answer;
    }

    /** What cannot be reached yet is waited for as well. */
    private void await(String what, BooleanSupplier condition) {
        seen = "it has not answered well";
        Waiting.until(
                what,
                PATIENCE,
                () -> {
                    try {
                        return condition.getAsBoolean();
                    } catch (UncheckedIOException unreachable) {
                        seen = "it cannot be reached: " + unreachable.getMessage();
                        return false;
                    }
                },
                () -> false,
                () -> seen);
    }
}
