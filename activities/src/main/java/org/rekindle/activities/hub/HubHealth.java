// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.Verification;

/** Asks a JupyterHub and a BinderHub whether they are well. */
final class HubHealth {

    private final HubHttp http;
    private final ObjectMapper json = new ObjectMapper();

    HubHealth(HubHttp http) {
        this.http = http;
    }

    HubSighting look(Verification verification) {
        List<HubSighting> sightings = new ArrayList<>();
        if (verification.hubUrl() != null) {
            sightings.add(ask("JupyterHub", verification.hubUrl(), "hub/api/health", HubHealth::hub));
        }
        if (verification.binderUrl() != null) {
            sightings.add(ask("BinderHub", verification.binderUrl(), "health", this::binder));
        }
        if (sightings.isEmpty()) {
            return new HubSighting(true, "No hub is named, so none was looked at.");
        }
        return new HubSighting(
                sightings.stream().allMatch(HubSighting::healthy),
                String.join(" ", sightings.stream().map(HubSighting::detail).toList()));
    }

    private HubSighting ask(
            String what, String base, String path, Function<HttpResponse<String>, @Nullable String> complaint) {
        URI uri = HubHttp.below(base, path);
        try {
            String unwell = complaint.apply(http.get(uri, null));
            return unwell == null
                    ? new HubSighting(true, what + " at " + base + " is well.")
                    : new HubSighting(false, what + " at " + base + " is not well: " + unwell + ".");
        } catch (IOException e) {
            return new HubSighting(false, what + " at " + base + " does not answer: " + HubHttp.reason(e) + ".");
        }
    }

    /** JupyterHub answers with an empty 200. */
    private static @Nullable String hub(HttpResponse<String> response) {
        return response.statusCode() == 200 ? null : "HTTP " + response.statusCode();
    }

    /**
     * BinderHub answers 200 or 503 with a list of checks. When the Kubernetes API does not answer it may fail with a page
     * of HTML instead, which is as bad.
     */
    private @Nullable String binder(HttpResponse<String> response) {
        JsonNode answer;
        try {
            answer = json.readTree(response.body());
        } catch (JsonProcessingException e) {
            return "HTTP " + response.statusCode() + " with an answer that is not JSON";
        }
        List<String> failed = new ArrayList<>();
        for (JsonNode check : answer.path("checks")) {
            if (!check.path("ok").asBoolean() && !check.path("_ignore_failure").asBoolean()) {
                failed.add(check.path("service").asText("a check without a name"));
            }
        }
        if (!failed.isEmpty()) {
            return String.join(", ", failed) + " failed (HTTP " + response.statusCode() + ")";
        }
        boolean ok = response.statusCode() == 200 && answer.path("ok").asBoolean();
        return ok ? null : "HTTP " + response.statusCode() + " without a word on why";
    }
}
