// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.webhook.SettableClock;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.NotifyActivities;
import org.rekindle.workflows.model.run.FailureCode;

final class SenderWatchTest {

    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> sent = new ArrayList<>();
    private @Nullable ApplicationFailure failure;
    private final SenderWatch watch = new SenderWatch(
            Map.of("prometheus", Duration.ofMinutes(15)), List.of("ops", "pager"), this::send, clock, registry);

    private NotifyActivities.Sent send(NotifyActivities.ToSend message) {
        ApplicationFailure refusal = failure;
        if (refusal != null) {
            throw refusal;
        }
        sent.add(message.channel() + " " + message.notice().headline());
        return new NotifyActivities.Sent(null);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void aSenderThatFallsSilentIsAnnouncedOnceAndOnceMoreWhenItIsBack() {
        watch.accept("prometheus");
        assertThat(registry.get("rekindle_receiver_last_watchdog_timestamp_seconds")
                        .tag("receiver", "prometheus")
                        .gauge()
                        .value())
                .isEqualTo((double) START.getEpochSecond());
        lookAfter(Duration.ofMinutes(15));
        assertThat(watch.trouble()).isEmpty();

        lookAfter(Duration.ofSeconds(1));
        lookAfter(Duration.ofHours(1));
        assertThat(sent).containsExactly("ops prometheus: no alerts arrive", "pager prometheus: no alerts arrive");
        assertThat(watch.trouble()).contains("No Watchdog has come to the receiver `prometheus` since " + START + ".");

        sent.clear();
        watch.accept("prometheus");
        lookAfter(Duration.ZERO);
        lookAfter(Duration.ofMinutes(1));
        assertThat(sent)
                .containsExactly("ops prometheus: alerts arrive again", "pager prometheus: alerts arrive again");
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void aSenderThatNeverSentAnythingIsAnnouncedTooAfterItsTime() {
        lookAfter(Duration.ofMinutes(16));

        assertThat(sent).hasSize(2);
    }

    @Test
    void aMessageThatNoChannelTakesIsSentAgainUnlessItIsRefused() {
        failure = Failures.of(FailureCode.UNAVAILABLE, "it is away");
        lookAfter(Duration.ofMinutes(16));
        failure = null;
        lookAfter(Duration.ofSeconds(15));
        assertThat(sent).hasSize(2);

        failure = Failures.of(FailureCode.REFUSED, "it is gone");
        watch.accept("prometheus");
        lookAfter(Duration.ofSeconds(15));
        failure = null;
        lookAfter(Duration.ofSeconds(15));
        assertThat(sent).hasSize(2);
    }

    @Test
    void aReceiverWithoutAWatchdogIsNotWatched() {
        watch.accept("grafana");

        assertThat(registry.find("rekindle_receiver_last_watchdog_timestamp_seconds")
                        .gauges())
                .hasSize(1);
    }

    private void lookAfter(Duration time) {
        clock.pass(time);
        watch.look();
    }
}
