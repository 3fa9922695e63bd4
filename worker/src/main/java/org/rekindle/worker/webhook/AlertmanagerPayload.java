// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Alert;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Alertmanager posts (webhook payload version 4), as far as we use it. It is read as a stream, and of each alert a few words
 * are kept, so that a group of ten thousand alerts costs no more memory than one of ten.
 *
 * <p>The alerts of one cluster become one: its key is the fingerprint and the beginning of the one that began first, so that
 * Alertmanager's repetitions have the same key.
 *
 * @param byCluster the alert of each cluster of ours that fires; the cluster's id comes from the label {@code cluster}
 * @param foreign names of clusters that are not ours, the first few
 * @param moreForeign how many firing alerts name others that are not ours
 * @param nameless how many firing alerts name no cluster
 * @param resolved how many alerts say that the trouble is over
 * @param odd how many entries of the list are no alerts
 * @param broken why the body was not read to its end, null when it was; what was read before it is here all the same
 */
record AlertmanagerPayload(
        Map<String, Alert> byCluster,
        Set<String> foreign,
        int moreForeign,
        int nameless,
        int resolved,
        int odd,
        @Nullable Broken broken) {

    private static final String SOURCE = "alertmanager";
    private static final int LONGEST_SUMMARY = 300;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_FOREIGN = 10;
    private static final String NO_LIST =
            "The body has no list `alerts`: send Alertmanager's webhook payload, version 4.";

    /** Some senders put line breaks and worse into a text as they are; that is no reason to pass over an alert. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /** Why a body ends too early. */
    enum Why {
        TOO_LARGE,
        NOT_ARRIVED,
        NOT_JSON
    }

    /** Why a body ends too early, with a sentence. */
    record Broken(Why why, String sentence) {}

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
     * @param ours whether a cluster of that id is in the fleet file
     * @throws Rubbish when it is something else
     */
    static AlertmanagerPayload read(Reader body, Predicate<String> ours) {
        Reading reading = new Reading(ours);
        try (JsonParser json = JSON.createParser(body)) {
            reading.document(json);
        } catch (JacksonException e) {
            return reading.payload(broken(e));
        }
        return reading.payload(null);
    }

    private static Broken broken(JacksonException e) {
        if (e.getCause() instanceof BoundedBody.NotWhole notWhole) {
            return new Broken(
                    notWhole.isTooLarge() ? Why.TOO_LARGE : Why.NOT_ARRIVED, String.valueOf(notWhole.getMessage()));
        }
        // The parser's own message quotes the body, which is not ours to repeat.
        return new Broken(
                Why.NOT_JSON, "The body is not JSON to its end: send Alertmanager's webhook payload, version 4.");
    }

    /** The words of an alert that are used. */
    private record Words(String cluster, String status, String fingerprint, String startsAt, String summary) {}

    /** The alerts of one cluster: the one that began first, and how many there are. */
    private record Together(Words first, int count) {

        Together with(Words another) {
            int order = another.startsAt().compareTo(first.startsAt());
            boolean earlier = order < 0 || (order == 0 && another.fingerprint().compareTo(first.fingerprint()) < 0);
            return new Together(earlier ? another : first, count + 1);
        }

        Together and(Together others) {
            return new Together(with(others.first()).first(), count + others.count());
        }

        Alert alert() {
            String more = count == 1 ? "" : " (and " + (count - 1) + " more)";
            return new Alert(
                    SOURCE,
                    shortened(first.fingerprint() + "@" + first.startsAt(), 200),
                    shortened(first.summary(), LONGEST_SUMMARY) + more);
        }
    }

    /** What has been read so far. */
    private static final class Reading {

        private final Predicate<String> ours;
        private final Map<String, Together> firing = new LinkedHashMap<>();
        private final Set<String> foreign = new LinkedHashSet<>();
        private @Nullable Together nameless;
        private String common = "";
        private String version = "";
        private boolean hasAlerts;
        private int moreForeign;
        private int resolved;
        private int odd;

        Reading(Predicate<String> ours) {
            this.ours = ours;
        }

        void document(JsonParser json) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Rubbish(NO_LIST);
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "alerts" -> {
                        if (value == JsonToken.START_ARRAY) {
                            hasAlerts = true;
                            alerts(json);
                        } else {
                            json.skipChildren();
                        }
                    }
                    case "version" -> version = text(json);
                    case "commonLabels" -> common = member(json, "cluster");
                    default -> json.skipChildren();
                }
            }
        }

        private void alerts(JsonParser json) {
            for (JsonToken next = json.nextToken();
                    next != null && next != JsonToken.END_ARRAY;
                    next = json.nextToken()) {
                if (next == JsonToken.START_OBJECT) {
                    take(alert(json));
                } else {
                    odd++;
                    json.skipChildren();
                }
            }
        }

        private static Words alert(JsonParser json) {
            String cluster = "";
            String name = "";
            String status = "";
            String fingerprint = "";
            String startsAt = "";
            String summary = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "labels" -> {
                        if (value == JsonToken.START_OBJECT) {
                            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                                String label = json.currentName();
                                json.nextToken();
                                String said = text(json);
                                cluster = label.equals("cluster") ? said : cluster;
                                name = label.equals("alertname") ? said : name;
                            }
                        } else {
                            json.skipChildren();
                        }
                    }
                    case "annotations" -> summary = member(json, "summary");
                    case "status" -> status = text(json);
                    case "fingerprint" -> fingerprint = text(json);
                    case "startsAt" -> startsAt = text(json);
                    default -> json.skipChildren();
                }
            }
            String said = summary.isBlank() ? name : summary;
            return new Words(cluster, status, fingerprint, startsAt, said.isBlank() ? "An alert without a name" : said);
        }

        /** Whatever does not say that it is over is trouble: a run that was not needed ends by itself. */
        private void take(Words alert) {
            String cluster = id(alert.cluster());
            if (alert.status().equals("resolved")) {
                resolved++;
            } else if (cluster.isEmpty()) {
                nameless = nameless == null ? new Together(alert, 1) : nameless.with(alert);
            } else {
                add(cluster, new Together(alert, 1));
            }
        }

        private void add(String cluster, Together alerts) {
            if (ours.test(cluster)) {
                firing.merge(cluster, alerts, Together::and);
            } else if (foreign.size() < MOST_FOREIGN) {
                foreign.add(shortened(cluster, LONGEST_NAME));
            } else if (!foreign.contains(shortened(cluster, LONGEST_NAME))) {
                moreForeign += alerts.count();
            }
        }

        AlertmanagerPayload payload(@Nullable Broken broken) {
            if (!hasAlerts && broken == null) {
                throw new Rubbish(NO_LIST);
            }
            // Alertmanager writes the version after the alerts, so a body that breaks off may not have said it.
            if (broken == null && !version.equals("4")) {
                throw new Rubbish(
                        "The body's `version` is `" + shortened(version, 20) + "`, and only \"4\" is understood.");
            }
            Together left = nameless;
            if (left != null && !id(common).isEmpty()) {
                add(id(common), left);
                left = null;
            }
            Map<String, Alert> byCluster = new LinkedHashMap<>();
            firing.forEach((cluster, alerts) -> byCluster.put(cluster, alerts.alert()));
            return new AlertmanagerPayload(
                    java.util.Collections.unmodifiableMap(byCluster),
                    java.util.Collections.unmodifiableSet(foreign),
                    moreForeign,
                    left == null ? 0 : left.count(),
                    resolved,
                    odd,
                    broken);
        }
    }

    /** The label's value; some write it as {@code cluster=name}. */
    private static String id(String label) {
        return (label.startsWith("cluster=") ? label.substring("cluster=".length()) : label).strip();
    }

    /** A text or what can be read as one; empty for anything else. */
    private static String text(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return cleaned(shortened(json.getString(), 1000));
        }
        json.skipChildren();
        return "";
    }

    private static String member(JsonParser json, String wanted) {
        String value = "";
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                String said = text(json);
                value = name.equals(wanted) ? said : value;
            }
        } else {
            json.skipChildren();
        }
        return value;
    }

    /** Without control characters and halves of characters, which no history can hold. */
    private static String cleaned(String text) {
        return new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ");
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest)
                        + "...";
    }
}
