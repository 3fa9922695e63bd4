// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** A user's server that BinderHub has launched: a cell is run on it, and it is stopped by its own API, as its user could. */
final class LaunchedServer {

    private final HubHttp http;
    private final Clock clock;
    private final Patience patience;

    LaunchedServer(HubHttp http, Clock clock, Patience patience) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
    }

    /** @param detail in sentences */
    record Answer(boolean runsCells, String detail) {}

    Answer proveAndStop(String url, String token) {
        try {
            new UserServer(http, clock, patience, HubHttp.below(url, ""), token).runCell();
            return new Answer(true, "A cell ran on the user's server. " + stop(url, token));
        } catch (StepFailed e) {
            return new Answer(false, "The user's server was launched. " + e.getMessage() + " " + stop(url, token));
        }
    }

    private String stop(String url, String token) {
        URI shutdown = HubHttp.below(url, "api/shutdown");
        try {
            int status = http.send("POST", shutdown, token, null).statusCode();
            if (status / 100 == 2) {
                return "It was stopped.";
            }
            return "It could not be stopped (HTTP " + status + "); the hub stops it when it idles.";
        } catch (IOException e) {
            return "It could not be stopped (" + HubHttp.reason(e) + "); the hub stops it when it idles.";
        }
    }
}
