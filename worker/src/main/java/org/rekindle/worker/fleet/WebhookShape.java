// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Locale;

/** What a body with alerts looks like. */
public enum WebhookShape {
    ALERTMANAGER,
    GRAFANA,
    PAGERDUTY,
    CLOUDEVENTS,
    JSON;

    /** The shape that the fleet file names. */
    static WebhookShape of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The name in the fleet file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its alerts have names, by which the alert {@code Watchdog} is known. */
    boolean namesAlerts() {
        return this == ALERTMANAGER || this == GRAFANA;
    }

    /** Whether its body says at a place of the sender's own choice what we need to know. */
    boolean hasFieldsOfItsOwn() {
        return this == CLOUDEVENTS || this == JSON;
    }
}
