// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.rekindle.worker.fleet.WebhookFields;
import org.rekindle.worker.webhook.AlertCollector;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.AlertShape;
import org.rekindle.worker.webhook.AlertText;
import org.rekindle.worker.webhook.ClusterNames;
import org.rekindle.worker.webhook.MalformedPayload;
import org.rekindle.worker.webhook.ReceivedAlert;
import org.rekindle.worker.webhook.StartRule;

/**
 * CloudEvents 1.0 over HTTP, one in a request: whole in the body ("structured"), or its attributes in headers and its data in the body
 * ("binary"). Pointers mean the event as it is written whole.
 */
final class CloudEventsShape implements AlertShape {

    private static final String VERSION = "/specversion";
    private static final String DATA = "/data";
    private static final List<String> ATTRIBUTES = List.of(VERSION, "/id", "/source", "/type", "/subject");

    /** A header can be longer than any attribute that is used. */
    private static final int LONGEST_ATTRIBUTE = 1000;

    private final WebhookFields at;
    private final ClusterNames names;
    private final StartRule starts;
    private final Set<String> pointers;
    private final PointedFields whole;
    private final PointedFields data;

    CloudEventsShape(WebhookFields at, ClusterNames names, StartRule starts) {
        this.at = at;
        this.names = names;
        this.starts = starts;
        this.pointers = new LinkedHashSet<>(ATTRIBUTES);
        Stream.of(at.cluster(), at.summary(), at.id(), at.startsAt(), at.status())
                .filter(pointer -> !pointer.isEmpty())
                .forEach(pointers::add);
        starts.fields().forEach(field -> pointers.add(pointer(field)));
        this.whole = new PointedFields(pointers);
        this.data = new PointedFields(belowData(pointers));
    }

    /** Attributes may be named without a slash. */
    private static String pointer(String field) {
        if (field.startsWith("/")) {
            return field;
        }
        return "/" + field;
    }

    private static Collection<String> belowData(Set<String> pointers) {
        return pointers.stream()
                .filter(pointer -> pointer.startsWith(DATA + "/"))
                .map(pointer -> pointer.substring(DATA.length()))
                .toList();
    }

    @Override
    public void read(AlertRequest request, AlertCollector alerts) throws IOException {
        String type = Objects.requireNonNullElse(request.header("Content-Type"), "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (type.startsWith("application/cloudevents-batch")) {
            throw new MalformedPayload("Several events in one body are not read: send each by itself.");
        }
        Map<String, String> event;
        if (type.startsWith("application/cloudevents") || request.header("ce-specversion") == null) {
            event = whole.read(request.text(), expected());
        } else {
            event = binary(request);
        }
        if (!event.getOrDefault(VERSION, "").startsWith("1.")) {
            throw new MalformedPayload("The event has no `specversion` of 1.0: send " + expected() + ".");
        }
        add(event, alerts);
    }

    private Map<String, String> binary(AlertRequest request) throws IOException {
        Map<String, String> event = new HashMap<>();
        for (String pointer : pointers) {
            String value = Objects.requireNonNullElse(request.header("ce-" + pointer.substring(1)), "");
            if (!value.isEmpty()) {
                event.put(pointer, AlertText.cleaned(AlertText.shortened(value, LONGEST_ATTRIBUTE)));
            }
        }
        data.read(request.text(), "JSON as the event's data").forEach((below, text) -> event.put(DATA + below, text));
        return event;
    }

    private void add(Map<String, String> event, AlertCollector alerts) {
        alerts.delivery(event.getOrDefault("/source", "") + " " + event.getOrDefault("/id", ""));
        String type = event.getOrDefault("/type", "");
        String subject = event.getOrDefault("/subject", "");
        ReceivedAlert alert = new ReceivedAlert(
                names.named(value(event, at.cluster(), subject)),
                value(event, at.id(), subject),
                value(event, at.startsAt(), ""),
                value(event, at.summary(), type));
        if (at.resolved().contains(value(event, at.status(), type))) {
            alerts.resolved(alert);
            return;
        }
        Map<String, String> named = new HashMap<>();
        starts.fields().forEach(field -> named.put(field, event.getOrDefault(pointer(field), "")));
        starts.objection(named).ifPresentOrElse(alerts::noted, () -> alerts.firing(alert));
    }

    private static String value(Map<String, String> event, String pointer, String otherwise) {
        if (pointer.isEmpty()) {
            return otherwise;
        }
        return event.getOrDefault(pointer, "");
    }

    @Override
    public String expected() {
        return "a CloudEvent of version 1.0, as JSON";
    }

    @Override
    public String clusterField() {
        if (at.cluster().isEmpty()) {
            return "`subject`";
        }
        return "cluster at `" + at.cluster() + "`";
    }

    @Override
    public String howToSendLess() {
        return "Send a smaller event.";
    }
}
