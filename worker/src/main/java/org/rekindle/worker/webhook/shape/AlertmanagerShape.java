// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import java.io.IOException;
import org.rekindle.worker.webhook.AlertCollector;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.AlertShape;
import org.rekindle.worker.webhook.ClusterNames;
import org.rekindle.worker.webhook.StartRule;

/** Prometheus Alertmanager's webhook, and Grafana's, which has the same fields under another version. */
public final class AlertmanagerShape implements AlertShape {

    private final String version;
    private final String expected;
    private final String howToSendLess;
    private final ClusterNames names;
    private final StartRule starts;

    private AlertmanagerShape(
            String version, String expected, String howToSendLess, ClusterNames names, StartRule starts) {
        this.version = version;
        this.expected = expected;
        this.howToSendLess = howToSendLess;
        this.names = names;
        this.starts = starts;
    }

    /** Alertmanager's, where the label names the cluster and every alert may start a run. */
    public static AlertmanagerShape alertmanager() {
        return alertmanager(ClusterNames.AS_THEY_ARE, StartRule.EVERY);
    }

    static AlertmanagerShape alertmanager(ClusterNames names, StartRule starts) {
        return new AlertmanagerShape(
                "4",
                "Alertmanager's webhook payload, version 4",
                "Group by cluster (group_by: [cluster]) and set max_alerts for this receiver.",
                names,
                starts);
    }

    static AlertmanagerShape grafana(ClusterNames names, StartRule starts) {
        return new AlertmanagerShape(
                "1",
                "what a webhook contact point of Grafana sends",
                "Group by cluster in the notification policy, and set Max Alerts for this contact point.",
                names,
                starts);
    }

    @Override
    public void read(AlertRequest request, AlertCollector alerts) throws IOException {
        new AlertmanagerParser(alerts, this, names, starts).read(request.text());
    }

    String version() {
        return version;
    }

    @Override
    public boolean saysInParts() {
        return true;
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public String clusterField() {
        return "label `cluster`";
    }

    @Override
    public String howToSendLess() {
        return howToSendLess;
    }
}
