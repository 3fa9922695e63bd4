// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.rekindle.worker.webhook.AlertCollector;
import org.rekindle.worker.webhook.AlertText;
import org.rekindle.worker.webhook.ClusterNames;
import org.rekindle.worker.webhook.MalformedPayload;
import org.rekindle.worker.webhook.ReceivedAlert;
import org.rekindle.worker.webhook.StartRule;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads what Alertmanager or Grafana posts, as far as we use it. It is read as a stream, and of each alert a few words are kept. */
final class AlertmanagerParser {

    private static final int LONGEST_VERSION = 20;

    /** As kube-prometheus names the alert that always fires, and our own rules. */
    private static final String WATCHDOG = "Watchdog";

    private final AlertCollector alerts;
    private final AlertmanagerShape shape;
    private final ClusterNames names;
    private final StartRule starts;
    private String version = "";
    private boolean hasAlerts;

    AlertmanagerParser(AlertCollector alerts, AlertmanagerShape shape, ClusterNames names, StartRule starts) {
        this.alerts = alerts;
        this.shape = shape;
        this.names = names;
        this.starts = starts;
    }

    /**
     * Reads a body to its end.
     *
     * @throws MalformedPayload when it is JSON of another kind
     */
    void read(Reader body) {
        try (JsonParser json = SenderJson.MAPPER.createParser(body)) {
            document(json);
        }
        if (!hasAlerts) {
            throw noList();
        }
        if (!version.equals(shape.version())) {
            throw new MalformedPayload("The body's `version` is `" + AlertText.shortened(version, LONGEST_VERSION)
                    + "`, and only \"" + shape.version() + "\" is understood.");
        }
    }

    private MalformedPayload noList() {
        return new MalformedPayload("The body has no list `alerts`: send " + shape.expected() + ".");
    }

    private void document(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw noList();
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "alerts" -> alerts(json);
                case "version" -> version = SenderJson.text(json);
                case "commonLabels" -> alerts.commonCluster(names.named(member(json, "cluster")));
                default -> json.skipChildren();
            }
        }
    }

    private void alerts(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        hasAlerts = true;
        for (JsonToken next = json.nextToken(); next != null && next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next == JsonToken.START_OBJECT) {
                alert(json);
            } else {
                alerts.odd();
                json.skipChildren();
            }
        }
    }

    /** An alert that does not say that it is over fires: a run that was not needed ends by itself. */
    private void alert(JsonParser json) {
        Fields fields = new Fields(starts.fields());
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            fields.read(field, json);
        }
        if (fields.name.equals(WATCHDOG)) {
            watchdog(fields.status);
            return;
        }
        if (fields.status.equals("resolved")) {
            alerts.resolved(fields.alert(names));
            return;
        }
        starts.objection(fields.kept).ifPresentOrElse(alerts::noted, () -> alerts.firing(fields.alert(names)));
    }

    /** It says nothing about a cluster, also where the sender puts a label on every alert. */
    private void watchdog(String status) {
        if (status.equals("resolved")) {
            alerts.noted("The alert " + WATCHDOG + " was resolved, so it will be missed.");
            return;
        }
        alerts.watchdog();
        alerts.noted("The alert " + WATCHDOG + " was noted; it starts nothing.");
    }

    /** The fields of one alert that are used. */
    private static final class Fields {

        private final Set<String> wanted;
        private final Map<String, String> kept = new HashMap<>();
        private String cluster = "";
        private String name = "";
        private String status = "";
        private String fingerprint = "";
        private String startsAt = "";
        private String summary = "";

        /** @param wanted labels that are kept too */
        Fields(Set<String> wanted) {
            this.wanted = wanted;
        }

        void read(String field, JsonParser json) {
            switch (field) {
                case "labels" -> labels(json);
                case "annotations" -> summary = member(json, "summary");
                case "status" -> status = SenderJson.text(json);
                case "fingerprint" -> fingerprint = SenderJson.text(json);
                case "startsAt" -> startsAt = SenderJson.text(json);
                default -> json.skipChildren();
            }
        }

        private void labels(JsonParser json) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String label = json.currentName();
                json.nextToken();
                String value = SenderJson.text(json);
                if (wanted.contains(label)) {
                    kept.put(label, value);
                }
                switch (label) {
                    case "cluster" -> cluster = value;
                    case "alertname" -> name = value;
                    default -> {}
                }
            }
        }

        ReceivedAlert alert(ClusterNames names) {
            return new ReceivedAlert(names.named(cluster), fingerprint, startsAt, summary());
        }

        private String summary() {
            if (!summary.isBlank()) {
                return summary;
            }
            if (!name.isBlank()) {
                return name;
            }
            return "An alert without a name";
        }
    }

    private static String member(JsonParser json, String wanted) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return "";
        }
        String found = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            String value = SenderJson.text(json);
            if (name.equals(wanted)) {
                found = value;
            }
        }
        return found;
    }
}
