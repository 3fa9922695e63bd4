// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error that something in front of a hub answers in its place: the ingress, or JupyterHub's own proxy. Which of them it is says what
 * does not run.
 */
final class FrontError {

    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    /** At the end of each page that it makes itself (its {@code lib/error}). */
    private static final String PROXY = "configurable-http-proxy";

    /**
     * What it answers where the hub was to make the page (its {@code --error-target}, which JupyterHub's chart sets), without a line's end
     * ({@code _handleProxyErrorDefault} in its {@code lib/configproxy.js}). Programs in Go, such as Traefik, end the same words with one.
     */
    private static final String PROXY_BARE = "Service Unavailable";

    private static final Pattern TITLE = Pattern.compile("<title>([^<]{1,200})</title>", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WORDS = 60;

    private FrontError() {}

    /** What it is, for the middle of a sentence; null where the hub itself may have answered. */
    static @Nullable String of(HttpResponse<String> answer) {
        if (!GATEWAY.contains(answer.statusCode()) || mayBeTheHubs(answer)) {
            return null;
        }
        if (answer.body().contains(PROXY) || answer.body().equals(PROXY_BARE)) {
            return "HTTP " + answer.statusCode() + " by JupyterHub's proxy: the hub behind it does not answer";
        }
        return byWhatStandsInFront(answer) + ": nothing behind it answers";
    }

    /**
     * The same of an address that a hub always has. Traefik answers 404 where the Service of an Ingress has no endpoint, and any ingress
     * does where no Ingress has the name.
     */
    static @Nullable String ofKnownAddress(HttpResponse<String> answer) {
        if (answer.statusCode() == 404 && !mayBeTheHubs(answer)) {
            return byWhatStandsInFront(answer) + ": no way leads from it to the hub";
        }
        return of(answer);
    }

    private static boolean mayBeTheHubs(HttpResponse<String> answer) {
        return HubAnswer.hasVersion(answer) || HubAnswer.json(answer).isObject();
    }

    private static String byWhatStandsInFront(HttpResponse<String> answer) {
        return "HTTP " + answer.statusCode() + words(answer.body()) + " by what stands in front, such as the ingress";
    }

    private static String words(String body) {
        Matcher title = TITLE.matcher(body);
        String said = title.find() ? title.group(1) : body;
        String line = ForeignWords.shortened(said, LONGEST_WORDS + 1);
        if (line.isEmpty() || line.startsWith("<") || line.length() > LONGEST_WORDS) {
            return "";
        }
        return " (" + line + ")";
    }
}
