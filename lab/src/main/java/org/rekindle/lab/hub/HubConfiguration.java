// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the chart's values say, read from the ConfigMap {@code binder-config} and the Secret {@code binder-push-secret}
 * that the release made: a wrong value has its effect.
 */
record HubConfiguration(
        String imagePrefix,
        List<String> allowedSpecs,
        Map<String, String> buildNodeSelector,
        Map<String, Quantity> buildRequests,
        Map<String, String> userNodeSelector,
        Map<String, Quantity> userRequests,
        Map<String, Map<String, String>> profiles,
        Optional<String> pushCredentials) {

    static final String CONFIG_MAP = "binder-config";
    static final String PUSH_SECRET = "binder-push-secret";
    static final String HUB_SECRET = "hub";
    static final String HUB_VALUES = "values.yaml";

    /**
     * Reads it from the cluster.
     *
     * @throws IllegalArgumentException when the release made no ConfigMap, or one without readable JSON
     */
    static HubConfiguration read(KubernetesClient client, String namespace) {
        ConfigMap map =
                client.configMaps().inNamespace(namespace).withName(CONFIG_MAP).get();
        if (map == null || map.getData() == null || !map.getData().containsKey("config.json")) {
            throw new IllegalArgumentException(
                    "ConfigMap " + namespace + "/" + CONFIG_MAP + " has no key config.json: install the chart");
        }
        JsonNode json = HubJson.parse(
                "ConfigMap " + namespace + "/" + CONFIG_MAP, map.getData().get("config.json"));
        JsonNode builder = json.path("KubernetesBuildExecutor");
        JsonNode user = json.path("singleuser");
        return new HubConfiguration(
                json.path("BinderHub").path("image_prefix").asText(),
                texts(json.path("GitHubRepoProvider").path("allowed_specs")),
                selector(builder.path("node_selector")),
                requests(builder.path("resources").path("requests")),
                selector(user.path("nodeSelector")),
                requests(user.path("requests")),
                profiles(user.path("profileList")),
                pushCredentials(client, namespace));
    }

    /** Whether a spec, {@code organization/repository/ref}, may be launched; without a list all may. */
    boolean allows(String spec) {
        return allowedSpecs.isEmpty()
                || allowedSpecs.stream()
                        .anyMatch(allowed -> Pattern.compile(allowed, Pattern.CASE_INSENSITIVE)
                                .matcher(spec)
                                .lookingAt());
    }

    /** The hub's Secret by its keys, but for the copy of the values; empty where the release is not there. */
    static Map<String, String> hubSecrets(KubernetesClient client, String namespace) {
        Secret secret =
                client.secrets().inNamespace(namespace).withName(HUB_SECRET).get();
        Map<String, String> secrets = new TreeMap<>();
        if (secret != null && secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) ->
                            secrets.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        secrets.remove(HUB_VALUES);
        return secrets;
    }

    /** With the node selector of a profile; as it is where none is asked for. */
    HubConfiguration with(@Nullable String profile) {
        if (profile == null) {
            return this;
        }
        return new HubConfiguration(
                imagePrefix,
                allowedSpecs,
                buildNodeSelector,
                buildRequests,
                profiles.getOrDefault(profile, userNodeSelector),
                userRequests,
                profiles,
                pushCredentials);
    }

    /** The scopes of the hub's services by their tokens, if the release is there: secrets. */
    static Map<String, Set<String>> services(KubernetesClient client, String namespace) {
        Secret secret =
                client.secrets().inNamespace(namespace).withName(HUB_SECRET).get();
        if (secret == null || !secret.getData().containsKey(HUB_VALUES)) {
            return Map.of();
        }
        JsonNode hub = HubJson.parse(
                "Secret " + namespace + "/" + HUB_SECRET,
                new String(Base64.getDecoder().decode(secret.getData().get(HUB_VALUES)), StandardCharsets.UTF_8));
        Map<String, Set<String>> services = new LinkedHashMap<>();
        hub.path("services").properties().forEach(service -> {
            Set<String> scopes = new LinkedHashSet<>();
            hub.path("loadRoles").properties().stream()
                    .filter(role -> texts(role.getValue().path("services")).contains(service.getKey()))
                    .forEach(role -> scopes.addAll(texts(role.getValue().path("scopes"))));
            services.put(service.getValue().path("apiToken").asText(), scopes);
        });
        return services;
    }

    private static Map<String, Map<String, String>> profiles(JsonNode list) {
        Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
        list.elements()
                .forEachRemaining(
                        profile -> profiles.put(profile.path("slug").asText(), selector(profile.path("nodeSelector"))));
        return profiles;
    }

    private static Optional<String> pushCredentials(KubernetesClient client, String namespace) {
        Secret secret =
                client.secrets().inNamespace(namespace).withName(PUSH_SECRET).get();
        if (secret == null || secret.getData() == null || !secret.getData().containsKey("config.json")) {
            return Optional.empty();
        }
        byte[] document = Base64.getDecoder().decode(secret.getData().get("config.json"));
        JsonNode auths = HubJson.parse(
                        "Secret " + namespace + "/" + PUSH_SECRET, new String(document, StandardCharsets.UTF_8))
                .path("auths");
        if (auths.elements().hasNext()) {
            return Optional.of(auths.elements().next().path("auth").asText());
        }
        return Optional.empty();
    }

    private static Map<String, String> selector(JsonNode node) {
        Map<String, String> selector = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> selector.put(field.getKey(), field.getValue().asText()));
        return Map.copyOf(selector);
    }

    private static Map<String, Quantity> requests(JsonNode node) {
        Map<String, Quantity> requests = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> requests.put(
                        field.getKey(), new Quantity(field.getValue().asText())));
        return Map.copyOf(requests);
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.elements().forEachRemaining(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }
}
