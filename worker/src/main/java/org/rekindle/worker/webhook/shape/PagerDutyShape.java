// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rekindle.worker.webhook.AlertCollector;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.AlertShape;
import org.rekindle.worker.webhook.AlertText;
import org.rekindle.worker.webhook.ClusterNames;
import org.rekindle.worker.webhook.MalformedPayload;
import org.rekindle.worker.webhook.ReceivedAlert;
import org.rekindle.worker.webhook.StartRule;

/** PagerDuty's webhooks of version 3: one event of an incident in a request. */
final class PagerDutyShape implements AlertShape {

    /** PagerDuty does not repeat an event longer. What is older was recorded and sent again. */
    private static final Duration OLDEST = Duration.ofDays(2);

    /** By these an incident is open. Others tell about it, to people who work on it. */
    private static final Set<String> FIRING =
            Set.of("incident.triggered", "incident.reopened", "incident.escalated", "incident.unacknowledged");

    private static final String RESOLVED = "incident.resolved";
    private static final String REOPENED = "incident.reopened";

    private static final String ID = "/event/id";
    private static final String TYPE = "/event/event_type";
    private static final String AT = "/event/occurred_at";
    private static final String INCIDENT = "/event/data/id";
    private static final String TITLE = "/event/data/title";
    private static final String CREATED = "/event/data/created_at";
    private static final String SERVICE = "/event/data/service/id";
    private static final String URGENCY = "/event/data/urgency";
    private static final String PRIORITY = "/event/data/priority/summary";

    private static final int LONGEST_TYPE = 60;

    private final PointedFields fields =
            new PointedFields(List.of(ID, TYPE, AT, INCIDENT, TITLE, CREATED, SERVICE, URGENCY, PRIORITY));
    private final ClusterNames names;
    private final StartRule starts;
    private final Clock clock;

    PagerDutyShape(ClusterNames names, StartRule starts, Clock clock) {
        this.names = names;
        this.starts = starts;
        this.clock = clock;
    }

    @Override
    public void read(AlertRequest request, AlertCollector alerts) throws IOException {
        Map<String, String> event = fields.read(request.text(), expected());
        String type = event.getOrDefault(TYPE, "");
        if (type.isEmpty()) {
            throw new MalformedPayload("The body has no `event` with an `event_type`: send " + expected() + ".");
        }
        // What is signed, unlike a header.
        alerts.delivery(event.getOrDefault(ID, ""));
        if (isOld(event)) {
            alerts.noted("The event is older than two days, which PagerDuty repeats no more. It starts nothing.");
        } else if (type.equals(RESOLVED)) {
            alerts.resolved(alert(event, event.getOrDefault(AT, "")));
        } else if (FIRING.contains(type)) {
            starts.objection(named(event))
                    .ifPresentOrElse(alerts::noted, () -> alerts.firing(alert(event, since(type, event))));
        } else {
            alerts.noted("The event `" + AlertText.plain(AlertText.shortened(type, LONGEST_TYPE))
                    + "` was noted; it starts nothing.");
        }
    }

    private boolean isOld(Map<String, String> event) {
        return time(event.getOrDefault(AT, ""))
                .filter(at -> at.isBefore(clock.instant().minus(OLDEST)))
                .isPresent();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException noTime) {
            // PagerDuty always writes one; an incident without it is not passed over.
            return Optional.empty();
        }
    }

    /** Since when the incident is open: a reopened one fires anew, so that an end of before does not end it. */
    private static String since(String type, Map<String, String> event) {
        String at = event.getOrDefault(AT, "");
        if (type.equals(REOPENED)) {
            return at;
        }
        return event.getOrDefault(CREATED, at);
    }

    private ReceivedAlert alert(Map<String, String> event, String since) {
        String title = event.getOrDefault(TITLE, "An incident without a title");
        String cluster = names.listed(event.getOrDefault(SERVICE, ""));
        if (cluster.isEmpty()) {
            cluster = names.marked(title);
        }
        return new ReceivedAlert(cluster, event.getOrDefault(INCIDENT, ""), since, title);
    }

    private static Map<String, String> named(Map<String, String> event) {
        Map<String, String> named = new HashMap<>();
        named.put("urgency", event.getOrDefault(URGENCY, ""));
        named.put("priority", event.getOrDefault(PRIORITY, ""));
        named.put("service", event.getOrDefault(SERVICE, ""));
        return named;
    }

    @Override
    public String expected() {
        return "PagerDuty's webhook payload, version 3";
    }

    @Override
    public String clusterField() {
        return "service of `clusters`, nor `cluster=NAME` in the title";
    }

    @Override
    public String howToSendLess() {
        return "PagerDuty itself sends no more than 256 KB.";
    }
}
