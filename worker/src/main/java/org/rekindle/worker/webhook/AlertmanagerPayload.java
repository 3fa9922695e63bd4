// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.workflows.model.Alert;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Alertmanager posts (webhook payload version 4), as far as we use it.
 *
 * <p>The alerts of one cluster become one: its key is the fingerprint and the beginning of the one that began first, so that
 * Alertmanager's repetitions have the same key.
 *
 * @param byCluster the alert of each cluster that fires; the cluster's id comes from the label {@code cluster}
 * @param nameless how many firing alerts name no cluster
 * @param resolved how many alerts say that the trouble is over
 */
record AlertmanagerPayload(Map<String, Alert> byCluster, int nameless, int resolved) {

    private static final String SOURCE = "alertmanager";
    private static final int LONGEST_SUMMARY = 300;

    /** What is wrong with a body, in a sentence. */
    static final class Rubbish extends RuntimeException {
        private static final long serialVersionUID = 1;

        Rubbish(String sentence) {
            super(sentence);
        }
    }

    /**
     * Reads a body.
     *
     * @throws Rubbish when it is something else
     */
    static AlertmanagerPayload read(String body) {
        JsonNode root = parse(body);
        if (!root.path("alerts").isArray()) {
            throw new Rubbish("The body has no list `alerts`: send Alertmanager's webhook payload, version 4.");
        }
        String version = root.path("version").asString("");
        if (!version.equals("4")) {
            throw new Rubbish(
                    "The body's `version` is `" + shortened(version, 20) + "`, and only \"4\" is understood.");
        }
        Map<String, List<JsonNode>> firing = new LinkedHashMap<>();
        int nameless = 0;
        int resolved = 0;
        for (JsonNode alert : root.path("alerts")) {
            String cluster = cluster(alert, root);
            if (!alert.path("status").asString("").equals("firing")) {
                resolved++;
            } else if (cluster.isEmpty()) {
                nameless++;
            } else {
                firing.computeIfAbsent(cluster, id -> new ArrayList<>()).add(alert);
            }
        }
        Map<String, Alert> byCluster = new LinkedHashMap<>();
        firing.forEach((cluster, alerts) -> byCluster.put(cluster, together(alerts)));
        return new AlertmanagerPayload(java.util.Collections.unmodifiableMap(byCluster), nameless, resolved);
    }

    private static JsonNode parse(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            // The parser's own message quotes the body, which is not ours to repeat.
            throw new Rubbish("The body is not JSON: send Alertmanager's webhook payload, version 4.");
        }
    }

    /** The label's value; some write it as {@code cluster=name}. */
    private static String cluster(JsonNode alert, JsonNode root) {
        String own = alert.path("labels").path("cluster").asString("");
        String label = own.isEmpty() ? root.path("commonLabels").path("cluster").asString("") : own;
        return (label.startsWith("cluster=") ? label.substring("cluster=".length()) : label).trim();
    }

    private static Alert together(List<JsonNode> alerts) {
        JsonNode first = alerts.stream()
                .min(Comparator.comparing(
                                (JsonNode alert) -> alert.path("startsAt").asString(""))
                        .thenComparing(alert -> alert.path("fingerprint").asString("")))
                .orElseThrow();
        String key = first.path("fingerprint").asString("") + "@"
                + first.path("startsAt").asString("");
        String more = alerts.size() == 1 ? "" : " (and " + (alerts.size() - 1) + " more)";
        return new Alert(SOURCE, shortened(key, 200), shortened(summary(first), LONGEST_SUMMARY) + more);
    }

    private static String summary(JsonNode alert) {
        String summary = alert.path("annotations").path("summary").asString("");
        return summary.isEmpty() ? alert.path("labels").path("alertname").asString("An alert without a name") : summary;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
