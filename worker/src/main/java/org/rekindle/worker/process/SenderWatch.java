// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.NotifyActivities;
import org.rekindle.workflows.api.NotifyActivities.ToSend;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that senders of alerts send the alert {@code Watchdog}, which always fires: a source of alerts that is dead sends nothing,
 * and so looks as one does while all is well. People are notified once when it stops and once when it is back.
 *
 * <p>All of it is in memory, and works while Temporal is away. A worker that starts anew waits the whole time again, and then
 * notifies again.
 */
final class SenderWatch implements Consumer<String>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SenderWatch.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    private final Map<String, Sender> senders = new TreeMap<>();
    private final List<String> channels;
    private final @Nullable NotifyActivities notify;
    private final Clock clock;
    private final Instant began;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sender-watch");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Future<?> looking;

    /** A sender, and the channels that know that it is silent. */
    private static final class Sender {

        private final String name;
        private final Duration within;
        private final Set<String> informed = new HashSet<>();
        private volatile @Nullable Instant last;

        Sender(String name, Duration within) {
            this.name = name;
            this.within = within;
        }

        double lastInSeconds() {
            Instant at = last;
            return at == null ? 0 : at.getEpochSecond();
        }
    }

    /**
     * A watch over senders.
     *
     * @param within how long the Watchdog of a receiver may stay away, by the receiver's name
     * @param channels who is notified; none when no one is
     * @param notify null where no message can be sent
     */
    SenderWatch(
            Map<String, Duration> within,
            Collection<String> channels,
            @Nullable NotifyActivities notify,
            Clock clock,
            MeterRegistry registry) {
        this.channels = List.copyOf(channels);
        this.notify = notify;
        this.clock = clock;
        this.began = clock.instant();
        within.forEach((name, time) -> {
            Sender sender = new Sender(name, time);
            senders.put(name, sender);
            Gauge.builder("rekindle_receiver_last_watchdog_timestamp_seconds", sender, Sender::lastInSeconds)
                    .description(
                            "When the receiver last got the alert Watchdog, in seconds since 1970; 0 when it did not"
                                    + " since the worker began.")
                    .tag("receiver", name)
                    .register(registry);
        });
    }

    /** Looks again and again from now on. */
    SenderWatch start() {
        if (!senders.isEmpty()) {
            looking = looks.scheduleWithFixedDelay(this::lookAndGoOn, 0, LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
        }
        return this;
    }

    /** A receiver got the Watchdog. */
    @Override
    public void accept(String receiver) {
        Sender sender = senders.get(receiver);
        if (sender != null) {
            sender.last = clock.instant();
        }
    }

    /** Which senders are silent, in sentences; empty when none is. */
    Optional<String> trouble() {
        Instant now = clock.instant();
        String silent = senders.values().stream()
                .filter(sender -> isSilent(sender, now))
                .map(sender ->
                        "No Watchdog has come to the receiver `" + sender.name + "` since " + since(sender) + ".")
                .collect(Collectors.joining(" "));
        return silent.isEmpty() ? Optional.empty() : Optional.of(silent);
    }

    private void lookAndGoOn() {
        try {
            look();
        } catch (RuntimeException e) {
            // A task that fails would not be scheduled again.
            LOG.warn("The senders of alerts could not be looked at; the next look tries again", e);
        }
    }

    /** One look, which brings each channel to what it should know. */
    void look() {
        Instant now = clock.instant();
        for (Sender sender : senders.values()) {
            boolean silent = isSilent(sender, now);
            for (String channel : channels) {
                if (silent != sender.informed.contains(channel) && isTaken(channel, notice(sender, silent, now))) {
                    note(sender, channel, silent);
                }
            }
        }
    }

    private static void note(Sender sender, String channel, boolean silent) {
        if (silent) {
            sender.informed.add(channel);
        } else {
            sender.informed.remove(channel);
        }
    }

    /** Whether nothing more is to be sent: a message that is refused for good is given up. */
    private boolean isTaken(String channel, Notice notice) {
        if (notify == null) {
            return true;
        }
        try {
            notify.send(new ToSend(channel, notice, null));
            return true;
        } catch (ApplicationFailure failure) {
            LOG.warn("{} could not be announced: {}", notice.headline(), failure.getOriginalMessage());
            return failure.isNonRetryable();
        }
    }

    private boolean isSilent(Sender sender, Instant now) {
        return now.isAfter(since(sender).plus(sender.within));
    }

    private Instant since(Sender sender) {
        Instant last = sender.last;
        return last == null ? began : last;
    }

    private Notice notice(Sender sender, boolean silent, Instant now) {
        String thread = "watchdog/" + sender.name + "/" + began;
        Instant since = since(sender);
        if (silent) {
            return new Notice(
                    thread + "/silent/" + since,
                    thread,
                    NoticeKind.SENDER_SILENT,
                    Urgency.CRITICAL,
                    sender.name,
                    sender.name + ": no alerts arrive",
                    List.of(
                            "The alert Watchdog always fires, and the receiver " + sender.name
                                    + " has got none since " + since + ". It may stay away for "
                                    + Text.of(sender.within) + ".",
                            "Its Prometheus or its Alertmanager is down, or cannot reach the worker.",
                            "Surveys still look at every certificate."),
                    null,
                    null,
                    now);
        }
        return new Notice(
                thread + "/back/" + now,
                thread,
                NoticeKind.SENDER_BACK,
                Urgency.INFO,
                sender.name,
                sender.name + ": alerts arrive again",
                List.of("The receiver " + sender.name + " has got the alert Watchdog again."),
                null,
                null,
                now);
    }

    @Override
    public void close() {
        Future<?> regular = looking;
        if (regular != null) {
            regular.cancel(true);
        }
        looks.shutdownNow();
    }
}
