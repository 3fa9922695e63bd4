// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.NotifyActivities;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.Escalation;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.run.FailureCode;

/** Channels that take every message, unless they are down. */
public final class FakeChannels implements NotifyActivities {

    /** Who is told in tests: ops always, a pager at once, mail after half an hour, the head after two. */
    public static final Audience AUDIENCE = new Audience(
            List.of("ops"),
            List.of(
                    new Escalation(Duration.ZERO, List.of("pager")),
                    new Escalation(Duration.ofMinutes(30), List.of("mail")),
                    new Escalation(Duration.ofHours(2), List.of("head"))),
            List.of(45, 30, 14, 7));

    public final List<ToSend> sent = new CopyOnWriteArrayList<>();
    private final Map<String, FailureCode> down = new ConcurrentHashMap<>();

    /** From now on a channel fails so. */
    public void fail(String channel, FailureCode code) {
        down.put(channel, code);
    }

    /** The messages that a channel took, as {@code KIND headline}. */
    public List<String> of(String channel) {
        return sent.stream()
                .filter(each -> each.channel().equals(channel))
                .map(each -> each.notice().kind() + " " + each.notice().headline())
                .toList();
    }

    /** The kinds of the messages that a channel took. */
    public List<NoticeKind> kinds(String channel) {
        return sent.stream()
                .filter(each -> each.channel().equals(channel))
                .map(each -> each.notice().kind())
                .toList();
    }

    @Override
    public Sent send(ToSend message) {
        FailureCode failure = down.get(message.channel());
        if (failure != null) {
            throw Failures.of(failure, "The channel " + message.channel() + " is down.");
        }
        sent.add(message);
        return new Sent("thread of " + message.channel());
    }
}
