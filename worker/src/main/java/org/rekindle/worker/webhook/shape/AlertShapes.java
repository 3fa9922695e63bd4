// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import java.time.Clock;
import org.rekindle.worker.fleet.WebhookReceiver;
import org.rekindle.worker.webhook.AlertShape;
import org.rekindle.worker.webhook.ClusterNames;
import org.rekindle.worker.webhook.StartRule;

/** The shapes that are understood. A new one is a class beside this one and a line here. */
public final class AlertShapes {

    private AlertShapes() {}

    /** The shape that the fleet file names for a receiver. */
    public static AlertShape of(WebhookReceiver receiver, Clock clock) {
        ClusterNames names = new ClusterNames(receiver.clusters());
        StartRule starts = new StartRule(receiver.starts());
        return switch (receiver.shape()) {
            case ALERTMANAGER -> AlertmanagerShape.alertmanager(names, starts);
            case GRAFANA -> AlertmanagerShape.grafana(names, starts);
            case PAGERDUTY -> new PagerDutyShape(names, starts, clock);
            case CLOUDEVENTS -> new CloudEventsShape(receiver.at(), names, starts);
            case JSON -> new JsonShape(receiver.at(), names, starts);
        };
    }
}
