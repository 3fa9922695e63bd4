// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A user's server that BinderHub has launched: asked whether it answers to the user's token, then stopped by its own API, as
 * its user could. The token goes into the request's header and nowhere else.
 */
final class LaunchedServer {

    /** The hub's proxy may learn of the new server a moment later than BinderHub. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HubHttp http;
    private final Clock clock;
    private final Duration pollEvery;

    LaunchedServer(HubHttp http, Clock clock, Duration pollEvery) {
        this.http = http;
        this.clock = clock;
        this.pollEvery = pollEvery;
    }

    /** @param detail one sentence */
    record Answer(boolean answers, String detail) {}

    Answer proveAndStop(String url, String token) {
        URI status = HubHttp.below(url, "api/status");
        Instant end = clock.instant().plus(PATIENCE);
        String problem = problem(status, token);
        while (problem != null && clock.instant().isBefore(end)) {
            pause();
            problem = problem(status, token);
        }
        String stopped = stop(HubHttp.below(url, "api/shutdown"), token);
        return problem == null
                ? new Answer(true, "The user's server answers. " + stopped)
                : new Answer(false, "The user's server was launched but does not answer: " + problem + ". " + stopped);
    }

    private @Nullable String problem(URI status, String token) {
        try {
            HttpResponse<String> response = http.get(status, token);
            boolean answers =
                    response.statusCode() == 200 && response.body().strip().startsWith("{");
            return answers ? null : "HTTP " + response.statusCode();
        } catch (IOException e) {
            return HubHttp.reason(e);
        }
    }

    private String stop(URI shutdown, String token) {
        try {
            int status = http.post(shutdown, token).statusCode();
            return status / 100 == 2
                    ? "It was stopped."
                    : "It could not be stopped (HTTP " + status + "); the hub stops it when it idles.";
        } catch (IOException e) {
            return "It could not be stopped (" + HubHttp.reason(e) + "); the hub stops it when it idles.";
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(pollEvery.toMillis());
        } catch (InterruptedException e) {
            throw HubHttp.interrupted();
        }
    }
}
