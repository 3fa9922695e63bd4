// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.Alert;
import tools.jackson.core.JacksonException;

/** What a body with alerts would do, found without doing it. */
public final class AlertPreview {

    /** What an alert does. */
    public enum Does {
        /** It starts a run of its cluster, or is passed to the run that is under way. */
        START,
        /** It ended, which is passed to the recovery that is under way. */
        RESOLVE,
        /** It is noted, and nothing follows. */
        NOTE
    }

    /**
     * What one alert, or those of one cluster, would do.
     *
     * @param cluster of the fleet file; null where none is meant
     * @param key by which a run knows a repetition; null where no run is told
     */
    public record Effect(
            @Nullable String cluster, Does does, @Nullable String key, String why) {}

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final AlertReceiver receiver;
    private final Collection<String> clusters;

    /** @param clusters the ids of the fleet file */
    public AlertPreview(AlertReceiver receiver, Collection<String> clusters) {
        this.receiver = receiver;
        this.clusters = List.copyOf(clusters);
    }

    /**
     * What a body would do, whoever sent it.
     *
     * @throws MalformedPayload when it is something else
     */
    public List<Effect> of(byte[] body, Map<String, String> headers) {
        return look(body, headers, false);
    }

    /**
     * What a request would do.
     *
     * @throws Unauthenticated when it does not show who sends
     * @throws MalformedPayload when it is something else
     */
    public List<Effect> ofAuthenticated(byte[] body, Map<String, String> headers) {
        return look(body, headers, true);
    }

    private List<Effect> look(byte[] body, Map<String, String> headers, boolean authenticated) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        AlertRequest request = new AlertRequest(
                byName::get,
                StandardCharsets.UTF_8,
                () -> new LimitedBody(new ByteArrayInputStream(body), AlertIntake.LARGEST_BODY, LONGEST_WAIT));
        AlertCollector alerts = new AlertCollector(Set.copyOf(clusters)::contains);
        try {
            if (authenticated) {
                receiver.authenticate(request);
                receiver.parse(request, alerts);
            } else {
                receiver.parseUnchecked(request, alerts);
            }
        } catch (IOException failure) {
            throw new MalformedPayload(BrokenBody.of(failure, receiver).sentence());
        } catch (JacksonException failure) {
            throw new MalformedPayload(BrokenBody.of(failure, receiver).sentence());
        }
        return effects(alerts.collected());
    }

    private List<Effect> effects(CollectedAlerts collected) {
        List<Effect> effects = new ArrayList<>();
        collected.byCluster().forEach((cluster, alerts) -> {
            Alert alert = alerts.alert(receiver.id());
            effects.add(new Effect(cluster, Does.START, alert.key(), alert.summary()));
        });
        collected
                .resolved()
                .forEach((cluster, keys) -> keys.forEach(key ->
                        effects.add(new Effect(cluster, Does.RESOLVE, key, "Its sender says that it is over."))));
        new UnpassedAlerts(clusters)
                .of(receiver, collected)
                .forEach(sentence -> effects.add(new Effect(null, Does.NOTE, null, sentence)));
        return List.copyOf(effects);
    }
}
