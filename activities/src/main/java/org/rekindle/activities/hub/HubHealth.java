// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.Verification;

/**
 * Asks a JupyterHub and a BinderHub whether they are well. Whatever stands in front of a hub answers as well, most of it with 200:
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
        return new HubSighting(
                sightings.stream().allMatch(HubSighting::healthy),
                String.join(" ", sightings.stream().map(HubSighting::detail).toList()));
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
            return unwell == null
                    ? new HubSighting(true, named + " is well.")
                    : new HubSighting(false, named + " is not well: " + unwell + ".");
        } catch (IOException e) {
            return new HubSighting(false, named + " does not answer: " + HubHttp.reason(e) + ".");
        }
    }

    /**
     * JupyterHub's {@code hub/api/health} answers with an empty 200 and, as all of its pages, with its version in a header. Proxies
     * may leave the header out; then {@code hub/api/} must tell the version.
     */
    private @Nullable String hub(String base) throws IOException {
        URI health = HubHttp.below(base, "hub/api/health");
        HttpResponse<String> answer = http.get(health, null);
        String unwell = HubAnswer.complaint(health, answer);
        if (unwell != null
                || HubAnswer.isVersion(
                        answer.headers().firstValue("X-JupyterHub-Version").orElse(""))) {
            return unwell;
        }
        URI version = HubHttp.below(base, "hub/api/");
        HttpResponse<String> told = http.get(version, null);
        String silent = HubAnswer.complaint(version, told);
        if (silent != null) {
            return "hub/api/ does not tell JupyterHub's version: " + silent;
        }
        return HubAnswer.isVersion(
                        String.valueOf(HubAnswer.json(told).path("version").textValue()))
                ? null
                : "hub/api/ does not tell JupyterHub's version, so something else answers there";
    }

    private @Nullable String binder(String base) throws IOException {
        URI health = HubHttp.below(base, "health");
        HttpResponse<String> answer = http.get(health, null);
        String elsewhere = HubAnswer.elsewhere(health, answer);
        return elsewhere == null ? BinderAnswer.complaint(answer) : elsewhere;
    }
}
