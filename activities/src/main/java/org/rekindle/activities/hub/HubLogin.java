// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.secrets.SecretFile;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * What a login in front of the hubs takes: headers, such as HTTP basic auth of an ingress or the service token of an access proxy. They
 * go to the origins of the hubs (scheme, host and port) and to no other, also where a hub leads to another.
 */
final class HubLogin {

    static final HubLogin NONE = new HubLogin(List.of(), Map.of());

    /** The header of basic auth, in which a JupyterHub takes its token too. */
    static final String AUTHORIZATION = "Authorization";

    private final List<String> origins;
    private final Map<String, String> headers;

    private HubLogin(List<String> origins, Map<String, String> headers) {
        this.origins = origins;
        this.headers = headers;
    }

    /** Reads the files of the fleet file's {@code access}; every attempt does so anew, and keeps nothing. */
    static HubLogin of(Verification verification) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (verification.accessUsername() != null) {
            String password = secret(Objects.requireNonNull(verification.accessPasswordFile()));
            headers.put(AUTHORIZATION, basic(verification.accessUsername(), password));
        }
        verification.headerFiles().forEach((name, file) -> headers.put(name, secret(file)));
        if (headers.isEmpty()) {
            return NONE;
        }
        return new HubLogin(
                verification.hubUrls().stream()
                        .map(url -> origin(HubHttp.below(url, "")))
                        .toList(),
                headers);
    }

    /** RFC 7617 in UTF-8. */
    private static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static String secret(String file) {
        try {
            return SecretFile.read(Path.of(file));
        } catch (SecretFile.Unusable unusable) {
            throw Failures.of(
                    FailureCode.NOT_FOUND,
                    "The login in front of the hub cannot be passed, since " + unusable.getMessage() + ".");
        }
    }

    /** Whether there is a login to pass. */
    boolean isAsked() {
        return !headers.isEmpty();
    }

    /** The headers for an address; none for one that is not of the hubs. */
    Map<String, String> headers(URI uri) {
        if (origins.contains(origin(uri))) {
            return headers;
        }
        return Map.of();
    }

    /** Whether the login takes at that address the header in which a token would travel. */
    boolean takesAuthorization(URI uri) {
        return headers(uri).keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase);
    }

    /** Where an answer leads within the hubs; null where it leads nowhere, or elsewhere. */
    @Nullable
    URI followed(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse(null);
        if (answer.statusCode() / 100 != 3 || location == null) {
            return null;
        }
        try {
            URI to = answer.uri().resolve(location);
            return headers(to).isEmpty() ? null : to;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Scheme, host and port; a websocket has those of the page that opens it. */
    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).replaceFirst("^ws", "http");
        int port = uri.getPort();
        if (port < 0) {
            port = scheme.equals("https") ? 443 : 80;
        }
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
