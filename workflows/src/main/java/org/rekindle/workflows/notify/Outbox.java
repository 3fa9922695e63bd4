// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.notify;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.NotifyActivities;
import org.rekindle.workflows.api.NotifyActivities.Sent;
import org.rekindle.workflows.api.NotifyActivities.ToSend;
import org.rekindle.workflows.model.notify.MessageState;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NotifyRequest;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.WorkflowClock;

/** Sends messages. Each channel gets them one after the other; one that is down holds up no other. */
final class Outbox {

    /** A message that is older helps no one; the next one says how the run stands then. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final NotifyRequest request;
    private final Runnable changed;
    private final Map<String, Promise<Void>> underWay = new LinkedHashMap<>();
    private final Map<String, String> replies = new HashMap<>();
    private final List<MessageState> told = new ArrayList<>();
    private final Set<String> toldOfLast = new LinkedHashSet<>();
    private int firstOfLast;

    /** @param changed is called when there is something else to show */
    Outbox(NotifyRequest request, Runnable changed) {
        this.request = request;
        this.changed = changed;
    }

    String cluster() {
        return request.cluster();
    }

    List<MessageState> told() {
        return List.copyOf(told);
    }

    /** The messages that follow are about something else than those before. */
    void begin() {
        toldOfLast.clear();
        firstOfLast = told.size();
    }

    /** Who got a message since {@link #begin}. */
    Set<String> toldOfLast() {
        return Set.copyOf(toldOfLast);
    }

    /** Whether a channel took a message since {@link #begin}. */
    boolean reachedSomebody() {
        return told.subList(firstOfLast, told.size()).stream().anyMatch(each -> each.sentAt() != null);
    }

    /** Sends a message by each channel, and waits for none of them. */
    void post(Collection<String> channels, RunNews news, String before) {
        for (String channel : channels) {
            int number = told.size();
            Notice notice = notice(number, news, before);
            told.add(new MessageState(channel, notice.headline(), notice.at(), null, null));
            toldOfLast.add(channel);
            Promise<Void> earlier = underWay.getOrDefault(channel, Workflow.newPromise((Void) null));
            underWay.put(channel, Async.procedure(() -> {
                earlier.get();
                send(number, channel, notice);
            }));
        }
        changed.run();
    }

    /** Waits until each message was taken, or was tried for as long as makes sense. */
    void awaitAll() {
        underWay.values().forEach(Promise::get);
    }

    private Notice notice(int number, RunNews news, String before) {
        String thread = Workflow.getInfo().getWorkflowId();
        return new Notice(
                thread + "/" + number,
                thread,
                news.kind(),
                news.urgency(),
                request.cluster(),
                request.cluster() + ": " + before + news.headline(),
                news.lines(),
                request.workflowId(),
                request.runId(),
                WorkflowClock.now(),
                request.alert());
    }

    private void send(int number, String channel, Notice notice) {
        try {
            Sent sent = ActivityStubs.remote(
                            NotifyActivities.class, "Tell " + channel + ": " + notice.headline(), LONGEST)
                    .send(new ToSend(channel, notice, replies.get(channel)));
            if (sent.reply() != null) {
                replies.putIfAbsent(channel, sent.reply());
            }
            became(number, WorkflowClock.now(), null);
        } catch (ActivityFailure failure) {
            String why = ActivityFailures.lastSeen(failure);
            Workflow.getLogger(Outbox.class).warn("{} did not take a message: {}", channel, why);
            became(number, null, why);
        }
    }

    private void became(int number, @Nullable Instant sentAt, @Nullable String failure) {
        MessageState message = told.get(number);
        told.set(number, new MessageState(message.channel(), message.headline(), message.at(), sentAt, failure));
        changed.run();
    }
}
