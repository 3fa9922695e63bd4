// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.notify;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.NotifyPeople;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.NotifyRequest;
import org.rekindle.workflows.model.notify.NotifyView;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * See {@link NotifyPeople}.
 *
 * <p>The run only says how it stands; what people were told of that is kept here. When the run closes, the server cancels this
 * workflow. So it learns of a run that was terminated or has failed as well, and says so.
 */
public final class NotifyPeopleImpl implements NotifyPeople {

    private final Deque<RunNews> news = new ArrayDeque<>();
    private final Audience audience;
    private final Outbox outbox;
    private final Set<String> concerned = new LinkedHashSet<>();
    private RunNews current;
    private @Nullable Promise<String> runClosed;

    /** Makes what the signal needs, since it may come before the first step. */
    @WorkflowInit
    public NotifyPeopleImpl(NotifyRequest request) {
        this.audience = request.audience();
        this.current = request.first();
        this.outbox = new Outbox(request, () -> Workflow.setCurrentDetails(NotifyPage.of(view())));
    }

    @Override
    public NotifyView follow(NotifyRequest request) {
        runClosed = CancellationScope.current().getCancellationRequest();
        Workflow.newDetachedCancellationScope(() -> {
                    tellUntilTheEnd();
                    outbox.awaitAll();
                    holdUntil(request.until());
                })
                .run();
        return view();
    }

    @Override
    public void news(RunNews latest) {
        news.add(latest);
    }

    @Override
    public NotifyView view() {
        return new NotifyView(outbox.cluster(), current.headline(), outbox.told());
    }

    private void tellUntilTheEnd() {
        tell();
        while (!current.kind().isLast()) {
            Workflow.await(this::isSuperseded);
            current = next();
            tell();
        }
    }

    private RunNews next() {
        RunNews latest = news.poll();
        if (latest != null) {
            return latest;
        }
        return new RunNews(
                NoticeKind.ENDED,
                Urgency.CRITICAL,
                "the run was terminated, or it failed",
                List.of("It says nothing more by itself. Look at what it left: ./rekindle status " + outbox.cluster()),
                WorkflowClock.now());
    }

    private boolean isSuperseded() {
        Promise<String> closed = runClosed;
        return !news.isEmpty() || (closed != null && closed.isCompleted());
    }

    private void tell() {
        switch (current.kind()) {
            case QUESTION -> ask();
            case ANSWERED -> outbox.post(outbox.toldOfLast(), current, "");
            case STARTED -> post(audience.always(), "");
            case SLOW -> {
                outbox.begin();
                post(audience.always(), "");
            }
            case ENDED, EXPIRES, NOT_PROVEN, SENDER_SILENT, SENDER_BACK, TEST -> post(concerned(), "");
        }
    }

    /** Asks again and again, of more and more people, until the run stands otherwise. */
    private void ask() {
        outbox.begin();
        for (QuestionRound round : QuestionRound.of(audience)) {
            boolean isFirst = round.after().isZero();
            if (!isFirst && awaitsNoMore(round.after())) {
                return;
            }
            post(round.channels(), reminder(round.after()));
        }
    }

    /**
     * Whether the run stands otherwise before the next people are asked. They are asked early where a message was sent and no channel
     * has taken it.
     */
    private boolean awaitsNoMore(Duration next) {
        Instant due = current.at().plus(next);
        Instant early = WorkflowClock.now().plus(QuestionRound.UNHEARD);
        if (early.isBefore(due) && !outbox.toldOfLast().isEmpty()) {
            Pause.until(
                    QuestionRound.UNHEARD,
                    "Until a channel has taken the message",
                    () -> isSuperseded() || outbox.reachedSomebody());
            if (!isSuperseded() && !outbox.reachedSomebody()) {
                return false;
            }
        }
        return waitUntil(due, "Until others are asked");
    }

    /** Waits; true when the run stands otherwise before that time. */
    private boolean waitUntil(Instant time, String summary) {
        Duration left = Duration.between(WorkflowClock.now(), time);
        if (left.isNegative() || left.isZero()) {
            return isSuperseded();
        }
        return Pause.until(left, summary, this::isSuperseded);
    }

    private static String reminder(Duration after) {
        if (after.isZero()) {
            return "";
        }
        return "not answered for " + Text.of(after) + ": ";
    }

    private void post(Collection<String> channels, String before) {
        concerned.addAll(channels);
        outbox.post(channels, current, before);
    }

    private Set<String> concerned() {
        Set<String> all = new LinkedHashSet<>(audience.always());
        all.addAll(concerned);
        return all;
    }

    private static void holdUntil(@Nullable Instant until) {
        if (until == null) {
            return;
        }
        Duration left = Duration.between(WorkflowClock.now(), until);
        if (!left.isNegative() && !left.isZero()) {
            Pause.of(left, "Until the next message about this certificate");
        }
    }
}
