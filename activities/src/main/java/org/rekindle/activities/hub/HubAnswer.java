// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says whether an answer is that of the program that was asked, and not that of something in front of it. */
final class HubAnswer {

    private static final String IN_FRONT = "a login or another page stands in front";

    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}[0-9A-Za-z.+-]{0,40}");

    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private HubAnswer() {}

    /** What speaks against an answer that should be a plain 200, empty or JSON; null when nothing does. */
    static @Nullable String complaint(URI asked, HttpResponse<String> answer) {
        String elsewhere = elsewhere(asked, answer);
        if (elsewhere != null) {
            return elsewhere;
        }
        String inFront = FrontError.ofKnownAddress(answer);
        if (inFront != null) {
            return inFront;
        }
        if (answer.statusCode() != 200) {
            return "HTTP " + answer.statusCode() + (isPage(answer) ? " with a page" : "");
        }
        if (answer.body().isBlank() || json(answer).isContainerNode()) {
            return null;
        }
        return "HTTP 200 with a page: " + IN_FRONT;
    }

    /** Where an answer came from somewhere else than what was asked; null where it did not. From http to https is the same. */
    static @Nullable String elsewhere(URI asked, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status / 100 == 3) {
            return leadsElsewhere(status);
        }
        URI from = answer.uri();
        boolean isSame = String.valueOf(asked.getHost()).equalsIgnoreCase(from.getHost())
                && (path(asked).equals(path(from)) || isBelowItsBase(asked, answer))
                && (asked.getScheme().equalsIgnoreCase(from.getScheme())
                        || from.getScheme().equalsIgnoreCase("https"));
        if (isSame) {
            return null;
        }
        return "it leads to another address, at " + shortened(from.getHost()) + ": " + IN_FRONT;
    }

    /** What a redirect says. */
    static String leadsElsewhere(int status) {
        return "HTTP " + status + " leads elsewhere: " + IN_FRONT;
    }

    /** A JupyterHub with a base_url leads there by itself, and shows its version. */
    private static boolean isBelowItsBase(URI asked, HttpResponse<String> answer) {
        return path(answer.uri()).endsWith(path(asked)) && hasVersion(answer);
    }

    /** Whether a JupyterHub says that it has answered. */
    static boolean hasVersion(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("X-JupyterHub-Version")
                .filter(HubAnswer::isVersion)
                .isPresent();
    }

    private static String path(URI uri) {
        return String.valueOf(uri.getRawPath()).replaceAll("/+$", "");
    }

    private static String shortened(@Nullable String host) {
        String text = String.valueOf(host);
        if (text.length() <= 100) {
            return text;
        }
        return text.substring(0, 100) + "…";
    }

    private static boolean isPage(HttpResponse<String> answer) {
        Optional<String> type = answer.headers().firstValue("Content-Type");
        return !answer.body().isBlank()
                && (type.filter(each -> each.toLowerCase(Locale.ROOT).contains("html"))
                                .isPresent()
                        || answer.body().strip().startsWith("<"));
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text.strip()).matches();
    }

    /** A missing node when the body is no JSON. */
    static JsonNode json(HttpResponse<String> answer) {
        try {
            String body = answer.body();
            return JSON.readTree(body.startsWith("\uFEFF") ? body.substring(1) : body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
