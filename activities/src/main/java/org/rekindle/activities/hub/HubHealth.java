// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;

/**
 * Asks a JupyterHub and a BinderHub whether they are well. A server in front of a hub answers as well, mostly with 200:
 * only an answer that no login, parked page or default backend gives is taken for the hub's own.
 */
final class HubHealth {

    private final HubHttp http;

    HubHealth(HubHttp http) {
        this.http = http;
    }

    HubSighting look(Verification verification) {
        List<HubSighting> sightings = new ArrayList<>();
        if (verification.hubUrl() != null) {
            sightings.add(ask("JupyterHub", verification.hubUrl(), this::hub));
        }
        if (verification.binderUrl() != null) {
            sightings.add(ask("BinderHub", verification.binderUrl(), this::binder));
        }
        if (sightings.isEmpty()) {
            return new HubSighting(true, "No hub is named, so none was looked at.");
        }
        return HubSighting.all(sightings);
    }

    /** What speaks against a hub at a base URL; null when it is well. */
    @FunctionalInterface
    private interface Question {

        @Nullable
        String complaint(String base) throws IOException;
    }

    private static HubSighting ask(String what, String base, Question question) {
        String named = what + " at " + UrlSecrets.hide(base);
        try {
            String unwell = question.complaint(base);
            if (unwell == null) {
                return new HubSighting(true, named + " is well.");
            }
            return new HubSighting(false, named + " is not well: " + unwell + ".");
        } catch (IOException e) {
            return new HubSighting(false, named + " does not answer: " + HubHttp.reason(e) + ".");
        }
    }

    /**
     * JupyterHub's {@code hub/api/health} answers with an empty 200 and, as all of its pages, with its version in a header. Proxies
     * may leave the header out; then {@code hub/api/} must show the version.
     */
    private @Nullable String hub(String base) throws IOException {
        URI health = HubHttp.below(base, "hub/api/health");
        HttpResponse<String> answer = http.get(health);
        String unwell = complaint(health, answer);
        if (unwell != null || HubAnswer.hasVersion(answer)) {
            return unwell;
        }
        URI version = HubHttp.below(base, "hub/api/");
        HttpResponse<String> shown = http.get(version);
        String silent = complaint(version, shown);
        if (silent != null) {
            return "hub/api/ does not show JupyterHub's version: " + silent;
        }
        if (HubAnswer.isVersion(
                String.valueOf(HubAnswer.json(shown).path("version").textValue()))) {
            return null;
        }
        return "hub/api/ does not show JupyterHub's version, so something else answers there";
    }

    private @Nullable String binder(String base) throws IOException {
        URI health = HubHttp.below(base, "health");
        HttpResponse<String> answer = http.get(health);
        String kept = keptOut(answer);
        if (kept != null) {
            return kept;
        }
        String elsewhere = HubAnswer.elsewhere(health, answer);
        if (elsewhere == null) {
            return BinderAnswer.complaint(answer);
        }
        return elsewhere;
    }

    private @Nullable String complaint(URI asked, HttpResponse<String> answer) {
        String kept = keptOut(answer);
        if (kept != null) {
            return kept;
        }
        return HubAnswer.complaint(asked, answer);
    }

    /** Where a login in front answered; null where the hub did, as far as the status shows. */
    private @Nullable String keptOut(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (http.passesLogin() && (status == 401 || status == 403 || status / 100 == 3)) {
            return "HTTP " + status + ": the login in front does not take what verify.access names";
        }
        if (status == 401) {
            return "HTTP 401: a login stands in front; name under verify.access what it takes";
        }
        return null;
    }
}
