// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the webhooks of a fleet file without faults. */
final class WebhookMaker {

    private static final String LISTEN = "127.0.0.1:8480";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final YamlTree tree;
    private final PathResolver places;

    WebhookMaker(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
    }

    Webhooks webhooks() {
        String listen = Objects.requireNonNullElse(tree.text("/webhooks/listen"), LISTEN);
        int colon = listen.lastIndexOf(':');
        return new Webhooks(
                listen.substring(0, colon),
                Integer.parseInt(listen.substring(colon + 1)),
                tokenFile(),
                tree.at("/webhooks/receivers").properties().stream()
                        .map(each -> receiver(each.getKey(), each.getValue()))
                        .toList(),
                tls(tree, places));
    }

    /** Null without a certificate and a key. */
    static @Nullable ListenerTls tls(YamlTree tree, PathResolver places) {
        String certificate = tree.text("/webhooks/tls/certificateFile");
        String key = tree.text("/webhooks/tls/keyFile");
        if (certificate == null || key == null) {
            return null;
        }
        String authority = tree.text(WebhookValidator.CLIENT_AUTHORITY);
        return new ListenerTls(
                places.resolve(certificate), places.resolve(key), authority == null ? null : places.resolve(authority));
    }

    private @Nullable Path tokenFile() {
        String name = tree.text("/webhooks/tokenFile");
        if (name == null) {
            return null;
        }
        return places.resolve(name);
    }

    private WebhookReceiver receiver(String name, JsonNode said) {
        return new WebhookReceiver(
                name,
                WebhookShape.of(said.path("shape").asString()),
                auth(said.path("auth")),
                clusters(said.path("clusters")),
                starts(said.path("starts")),
                fields(said.path("at")),
                Durations.find(said.path("watchdog").asString("")).orElse(null));
    }

    private WebhookAuth auth(JsonNode auth) {
        JsonNode bearer = auth.path("bearer");
        if (bearer.isObject()) {
            return new WebhookAuth.ByToken(files(bearer.path("tokenFiles")));
        }
        JsonNode basic = auth.path("basic");
        if (basic.isObject()) {
            return new WebhookAuth.ByPassword(
                    basic.path("user").asString(),
                    places.resolve(basic.path("passwordFile").asString()));
        }
        JsonNode standard = auth.path("standardWebhooks");
        if (standard.isObject()) {
            return new WebhookAuth.ByStandardWebhooks(files(standard.path("secretFiles")));
        }
        JsonNode mtls = auth.path("mtls");
        if (mtls.isObject()) {
            return new WebhookAuth.ByCertificate(YamlTree.texts(mtls.path("names")));
        }
        return signature(auth.path("hmac"));
    }

    private WebhookAuth signature(JsonNode hmac) {
        String header = hmac.path("header").asString();
        return new WebhookAuth.BySignature(
                files(hmac.path("secretFiles")),
                header,
                hmac.path("prefix").asString(""),
                hmac.path("encoding").asString("hex").equals("base64"),
                timestamp(header, hmac.path("timestamp")));
    }

    private static WebhookAuth.@Nullable SignedTime timestamp(String signatureHeader, JsonNode timestamp) {
        if (!timestamp.isObject()) {
            return null;
        }
        String tolerance = timestamp.path("tolerance").asString("");
        return new WebhookAuth.SignedTime(
                timestamp.path("header").asString(signatureHeader),
                timestamp.path("prefix").asString(""),
                timestamp.path("separator").asString(":"),
                Durations.find(tolerance).orElse(TOLERANCE));
    }

    private static Map<String, String> clusters(JsonNode said) {
        Map<String, String> clusters = new LinkedHashMap<>();
        said.properties()
                .forEach(each -> clusters.put(each.getKey(), each.getValue().asString()));
        return java.util.Collections.unmodifiableMap(clusters);
    }

    private static Map<String, List<String>> starts(JsonNode said) {
        Map<String, List<String>> starts = new LinkedHashMap<>();
        said.properties().forEach(each -> starts.put(each.getKey(), oneOrMore(each.getValue())));
        return java.util.Collections.unmodifiableMap(starts);
    }

    private static List<String> oneOrMore(JsonNode value) {
        if (value.isArray()) {
            return YamlTree.texts(value);
        }
        return List.of(value.asString());
    }

    private static WebhookFields fields(JsonNode at) {
        return new WebhookFields(
                at.path("cluster").asString(""),
                at.path("summary").asString(""),
                at.path("id").asString(""),
                at.path("startsAt").asString(""),
                at.path("status").asString(""),
                YamlTree.texts(at.path("resolved")));
    }

    private List<Path> files(JsonNode names) {
        return YamlTree.texts(names).stream().map(places::resolve).toList();
    }
}
