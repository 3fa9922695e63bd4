// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.WebhookAuth;
import org.rekindle.worker.fleet.WebhookFields;
import org.rekindle.worker.fleet.WebhookReceiver;
import org.rekindle.worker.fleet.WebhookShape;
import org.rekindle.worker.webhook.shape.AlertShapes;
import org.rekindle.workflows.model.run.Alert;
import tools.jackson.core.JacksonException;

/** Whatever stands in a body, each shape reads it or refuses it, and names no cluster that is not ours. */
final class AlertShapesFuzzTest {

    private static final Set<String> CLUSTERS = Set.of("pythia", "temple");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-03T16:05:00Z"), ZoneOffset.UTC);
    private static final int LONGEST_TEXT = 1100;

    private final List<AlertShape> shapes =
            Arrays.stream(WebhookShape.values()).map(AlertShapesFuzzTest::shape).toList();

    @FuzzTest
    void aBodyIsReadOrRefused(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (AlertShape shape : shapes) {
            read(shape, body, name -> null);
            // A CloudEvent in its binary form has its attributes in headers.
            read(shape, body, name -> name.equals("ce-specversion") ? "1.0" : text);
        }
    }

    private static void read(AlertShape shape, byte[] body, Function<String, @Nullable String> headers) {
        AlertCollector alerts = new AlertCollector(CLUSTERS::contains);
        AlertRequest request = new AlertRequest(headers, StandardCharsets.UTF_8, () -> new ByteArrayInputStream(body));

        Throwable refused = catchThrowable(() -> shape.read(request, alerts));

        if (refused != null) {
            assertThat(refused).isInstanceOfAny(MalformedPayload.class, JacksonException.class);
        }
        assertOurs(alerts.collected());
    }

    private static void assertOurs(CollectedAlerts found) {
        assertThat(CLUSTERS).containsAll(found.byCluster().keySet());
        assertThat(CLUSTERS).containsAll(found.resolved().keySet());
        for (ClusterAlerts each : found.byCluster().values()) {
            Alert alert = each.alert("fuzz");
            for (String text : List.of(alert.key(), alert.summary())) {
                assertThat(text).hasSizeLessThan(LONGEST_TEXT);
                assertThat(text.chars().anyMatch(Character::isISOControl)).isFalse();
            }
        }
    }

    private static AlertShape shape(WebhookShape shape) {
        WebhookFields at =
                new WebhookFields("/cluster", "/summary", "/id", "/at", "/status", List.of("resolved", "closed"));
        Map<String, List<String>> starts = Map.of();
        if (shape == WebhookShape.PAGERDUTY) {
            starts = Map.of("urgency", List.of("high"));
        }
        WebhookAuth nobody = new WebhookAuth.ByToken(List.of(Path.of("no.token")));
        Map<String, String> clusters = Map.of("PSERVICE1", "pythia");
        return AlertShapes.of(new WebhookReceiver("fuzz", shape, nobody, clusters, starts, at), CLOCK);
    }
}
