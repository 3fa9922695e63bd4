// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.rekindle.worker.fleet.WebhookFields;
import org.rekindle.worker.webhook.AlertCollector;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.AlertShape;
import org.rekindle.worker.webhook.ClusterNames;
import org.rekindle.worker.webhook.ReceivedAlert;
import org.rekindle.worker.webhook.StartRule;

/** JSON of a sender's own, one alert in a request. The fleet file says where in it is what. */
final class JsonShape implements AlertShape {

    private final WebhookFields at;
    private final ClusterNames names;
    private final StartRule starts;
    private final PointedFields fields;

    JsonShape(WebhookFields at, ClusterNames names, StartRule starts) {
        this.at = at;
        this.names = names;
        this.starts = starts;
        this.fields = new PointedFields(Stream.concat(
                        Stream.of(at.cluster(), at.summary(), at.id(), at.startsAt(), at.status()),
                        starts.fields().stream())
                .filter(pointer -> !pointer.isEmpty())
                .toList());
    }

    @Override
    public void read(AlertRequest request, AlertCollector alerts) throws IOException {
        add(fields.read(request.text(), expected()), alerts);
    }

    private void add(Map<String, String> found, AlertCollector alerts) {
        String summary = found.getOrDefault(at.summary(), "An alert without a summary");
        ReceivedAlert alert = new ReceivedAlert(
                names.named(found.getOrDefault(at.cluster(), "")),
                found.getOrDefault(at.id(), summary),
                found.getOrDefault(at.startsAt(), ""),
                summary);
        if (at.resolved().contains(found.getOrDefault(at.status(), ""))) {
            alerts.resolved(alert);
            return;
        }
        starts.objection(found).ifPresentOrElse(alerts::noted, () -> alerts.firing(alert));
    }

    @Override
    public String expected() {
        return "a JSON object with what `at` of the fleet file points to";
    }

    @Override
    public String clusterField() {
        return "cluster at `" + at.cluster() + "`";
    }

    @Override
    public String howToSendLess() {
        return "Send each alert by itself, without what it was measured by.";
    }
}
