// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a schema cannot say about {@code webhooks}: that the clusters are known and the keys agree. */
final class WebhookValidator {

    static final String RECEIVERS = "/webhooks/receivers";
    static final String CLIENT_AUTHORITY = "/webhooks/tls/clientAuthorityFile";
    private static final List<String> FIELDS = List.of("cluster", "summary", "id", "startsAt", "status");
    private static final List<String> PAGERDUTY = List.of("urgency", "priority", "service");

    private final YamlTree tree;
    private final List<ConfigFault> faults = new ArrayList<>();

    WebhookValidator(YamlTree tree) {
        this.tree = tree;
    }

    List<ConfigFault> faults() {
        checkListen();
        boolean hasToken = tree.text("/webhooks/tokenFile") != null;
        for (String name : tree.keys(RECEIVERS)) {
            String at = YamlTree.below(RECEIVERS, name);
            checkName(name, at, hasToken);
            checkTwins(at + "/auth/bearer/tokenFiles");
            checkTwins(at + "/auth/hmac/secretFiles");
            checkTwins(at + "/auth/standardWebhooks/secretFiles");
            checkTwins(at + "/auth/mtls/names");
            checkAuthority(at + "/auth/mtls");
            checkTimestamp(at + "/auth/hmac");
            checkClusters(at + "/clusters");
            shape(at).ifPresent(shape -> checkShape(shape, at));
        }
        return List.copyOf(faults);
    }

    private void checkListen() {
        String listen = tree.text("/webhooks/listen");
        if (listen != null && listen.matches(".*:\\d{1,5}") && port(listen) > 65535) {
            add("/webhooks/listen", "port " + port(listen) + " does not exist", "use 1 to 65535, or 0");
        }
    }

    private static long port(String listen) {
        return Long.parseLong(listen.substring(listen.lastIndexOf(':') + 1));
    }

    private void checkName(String name, String at, boolean hasToken) {
        if (hasToken && name.equals(Webhooks.USUAL_RECEIVER)) {
            add(at, "has the route of `webhooks.tokenFile`", "remove one of the two, or give this one another name");
        }
    }

    private void checkTwins(String list) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < tree.at(list).size(); i++) {
            String name = tree.text(list + "/" + i);
            if (name != null && seen.contains(name)) {
                add(list + "/" + i, "`" + name + "` is there twice", "keep it once");
            }
            seen.add(String.valueOf(name));
        }
    }

    private void checkAuthority(String mtls) {
        if (!tree.at(mtls).isMissingNode() && tree.text(CLIENT_AUTHORITY) == null) {
            add(
                    mtls,
                    "is of no use without an authority whose certificates are believed",
                    "add `webhooks.tls.clientAuthorityFile`");
        }
    }

    private void checkTimestamp(String hmac) {
        String at = hmac + "/timestamp";
        if (!tree.at(at).isObject()) {
            return;
        }
        DurationValidator.fault(tree, at + "/tolerance", "use 1s or more, such as 5m")
                .ifPresent(faults::add);
        String signatures = tree.text(hmac + "/header");
        String header = tree.text(at + "/header");
        boolean shared = header == null || header.equalsIgnoreCase(String.valueOf(signatures));
        String prefix = tree.at(at + "/prefix").asString("");
        if (shared && prefix.isEmpty()) {
            add(at, "cannot be told from the signatures", "name its own `header`, or its `prefix` such as \"t=\"");
        } else if (shared && prefix.equals(tree.at(hmac + "/prefix").asString(""))) {
            add(at + "/prefix", "is the prefix of the signatures too", "write the one that the timestamp has");
        }
    }

    private void checkClusters(String clusters) {
        List<String> known = tree.keys("/clusters");
        for (String name : tree.keys(clusters)) {
            String at = YamlTree.below(clusters, name);
            String cluster = tree.text(at);
            if (cluster != null && !known.contains(cluster)) {
                add(at, "this file has no cluster `" + cluster + "`", Suggestion.sentence(cluster, known));
            }
        }
    }

    private Optional<WebhookShape> shape(String receiver) {
        String name = String.valueOf(tree.text(receiver + "/shape"));
        return java.util.Arrays.stream(WebhookShape.values())
                .filter(shape -> shape.key().equals(name))
                .findFirst();
    }

    private void checkShape(WebhookShape shape, String receiver) {
        checkFields(shape, receiver + "/at");
        checkWatchdog(shape, receiver + "/watchdog");
        for (String name : tree.keys(receiver + "/starts")) {
            String at = YamlTree.below(receiver + "/starts", name);
            if (shape == WebhookShape.PAGERDUTY && !PAGERDUTY.contains(name)) {
                add(at, "is nothing that can be asked of an incident", Suggestion.sentence(name, PAGERDUTY));
            } else if (shape == WebhookShape.JSON && !isPointer(name)) {
                add(at, "is not a JSON pointer", "write where the value stands, such as /data/severity");
            } else if (shape == WebhookShape.CLOUDEVENTS && !isPointer(name) && !name.matches("[a-z0-9]+")) {
                add(
                        at,
                        "is neither an attribute nor a JSON pointer",
                        "write an attribute such as type, or a pointer such as /data/severity");
            }
        }
    }

    private void checkWatchdog(WebhookShape shape, String at) {
        DurationValidator.fault(tree, at, "use 1m or more, such as 15m").ifPresent(faults::add);
        if (!tree.at(at).isMissingNode() && !shape.namesAlerts()) {
            add(at, "is of no use for `shape: " + shape.key() + "`, which has no alert Watchdog", "remove it");
        }
    }

    private void checkFields(WebhookShape shape, String at) {
        JsonNode said = tree.at(at);
        if (!shape.hasFieldsOfItsOwn()) {
            if (!said.isMissingNode()) {
                add(at, "is of no use for `shape: " + shape.key() + "`, whose fields are known", "remove it");
            }
            return;
        }
        boolean json = shape == WebhookShape.JSON;
        if (json && said.path("cluster").isMissingNode()) {
            add(at + "/cluster", "is missing", "add it: where the body names the cluster, such as /data/cluster");
        }
        for (String field : FIELDS) {
            String pointer = tree.text(at + "/" + field);
            if (pointer != null && !isPointer(pointer)) {
                add(at + "/" + field, "is not a JSON pointer", "begin with a slash, such as /data/" + field);
            }
        }
        boolean hasStatus = said.has("status");
        boolean hasResolved = said.has("resolved");
        if (json && hasResolved && !hasStatus) {
            add(at + "/resolved", "is of no use without `status`", "add `status`, or remove it");
        } else if (hasStatus && !hasResolved) {
            add(at + "/status", "is of no use without `resolved`", "add `resolved: [...]`, or remove it");
        }
    }

    private static boolean isPointer(String text) {
        return text.matches("(/([^~/]|~[01])+)+");
    }

    private void add(String at, String problem, String cure) {
        faults.add(tree.fault(at, problem, cure));
    }
}
