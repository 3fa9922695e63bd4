// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rekindle.worker.fleet.ConfigFault;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.fleet.WebhookReceiver;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.webhook.AlertReceiver;
import org.rekindle.worker.webhook.auth.Authentications;
import org.rekindle.worker.webhook.auth.BearerToken;
import org.rekindle.worker.webhook.shape.AlertShapes;
import org.rekindle.worker.webhook.shape.AlertmanagerShape;

/** The receivers of alerts. */
public final class AlertSources {

    private AlertSources() {}

    /**
     * That of the webhooks' token, where there is one, and those of the fleet file.
     *
     * @throws FaultyFile when a secret cannot be used
     */
    public static List<AlertReceiver> of(Webhooks webhooks, Map<String, String> environment, Clock clock) {
        List<AlertReceiver> sources = new ArrayList<>();
        Optional<BearerToken> token = BearerToken.of(webhooks, environment);
        token.ifPresent(bearer -> {
            refuseTwins(webhooks);
            sources.add(new AlertReceiver(Webhooks.USUAL_RECEIVER, bearer, AlertmanagerShape.alertmanager()));
        });
        for (WebhookReceiver receiver : webhooks.receivers()) {
            sources.add(new AlertReceiver(
                    receiver.name(), Authentications.of(receiver.auth(), clock), AlertShapes.of(receiver, clock)));
        }
        return List.copyOf(sources);
    }

    /** The fleet file cannot know of the variable. */
    private static void refuseTwins(Webhooks webhooks) {
        if (webhooks.receivers().stream().anyMatch(each -> each.name().equals(Webhooks.USUAL_RECEIVER))) {
            throw new FaultyFile(List.of(new ConfigFault(
                    "$" + Webhooks.TOKEN_VARIABLE,
                    1,
                    "",
                    "makes the receiver `" + Webhooks.USUAL_RECEIVER + "`, which the fleet file has too",
                    "unset it, or give that receiver another name")));
        }
    }

    /** How long the alert Watchdog may stay away, by the names of the receivers that wait for it. */
    static Map<String, Duration> watchdogs(Webhooks webhooks) {
        Map<String, Duration> within = new LinkedHashMap<>();
        for (WebhookReceiver receiver : webhooks.receivers()) {
            if (receiver.watchdog() != null) {
                within.put(receiver.name(), receiver.watchdog());
            }
        }
        return within;
    }

    /** Their names for a log line, or that there are none. */
    static String names(List<AlertReceiver> sources) {
        if (sources.isEmpty()) {
            return "off";
        }
        return sources.stream().map(AlertReceiver::id).collect(Collectors.joining(", "));
    }
}
