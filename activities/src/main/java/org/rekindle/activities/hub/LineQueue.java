// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands the lines of a response over to the thread that waits for them, which so can wait with a limit and be interrupted;
 * reading from an input stream can neither.
 */
final class LineQueue implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    /** What a response is made of. */
    sealed interface Item {
        /** How it begins. */
        record Head(int status, String contentType) implements Item {}

        record Line(String text) implements Item {}

        /** Its end, with the reason when it came too early. */
        record End(@Nullable Throwable reason) implements Item {}
    }

    /** In bytes. BinderHub's longest line is that of a build's log. */
    private static final int LONGEST_LINE = 1024 * 1024;

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private boolean lastWasReturn;
    private boolean waits;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable CompletableFuture<?> answer;
    private volatile @Nullable CompletableFuture<?> told;
    private volatile boolean closed;

    /** The next line or the end; null when neither came in time. */
    @Nullable
    Item next(Duration within) throws InterruptedException {
        askForMore();
        return items.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The answer whose lines it takes: its failure is an end, and it is given up when this is closed. */
    void follow(CompletableFuture<?> response) {
        answer = response;
        told = response.whenComplete((head, reason) -> {
            if (reason != null) {
                onError(reason);
            }
        });
    }

    /** Takes the lines of a response, after its head. */
    HttpResponse.BodySubscriber<Void> take(HttpResponse.ResponseInfo head) {
        items.add(new Item.Head(
                head.statusCode(), head.headers().firstValue("Content-Type").orElse("no content type")));
        return HttpResponse.BodySubscribers.fromSubscriber(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        if (closed) {
            started.cancel();
        } else {
            started.request(1);
        }
    }

    /** More is asked for once these lines are taken, so that no answer fills the memory. */
    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                take(buffer.get());
            }
        }
        if (part.size() > LONGEST_LINE) {
            cancel();
            onError(new IOException("a line of its answer does not end"));
            return;
        }
        boolean more;
        synchronized (items) {
            more = items.isEmpty();
            waits = !more;
        }
        if (more) {
            request();
        }
    }

    /** By all three ends of lines that an event stream may have. */
    private void take(byte next) {
        boolean isSecondHalf = next == '\n' && lastWasReturn;
        lastWasReturn = next == '\r';
        if (isSecondHalf) {
            return;
        }
        if (next != '\n' && next != '\r') {
            part.write(next);
            return;
        }
        items.add(new Item.Line(part.toString(StandardCharsets.UTF_8)));
        part.reset();
    }

    private void askForMore() {
        boolean more;
        synchronized (items) {
            more = waits && items.isEmpty();
            waits &= !more;
        }
        if (more) {
            request();
        }
    }

    private void request() {
        Flow.Subscription running = subscription;
        if (running != null) {
            running.request(1);
        }
    }

    @Override
    public void onError(Throwable reason) {
        items.add(new Item.End(reason));
    }

    @Override
    public void onComplete() {
        if (part.size() > 0) {
            items.add(new Item.Line(part.toString(StandardCharsets.UTF_8)));
        }
        items.add(new Item.End(null));
    }

    /** Closes the connection. */
    @Override
    public void close() {
        closed = true;
        cancel();
        cancel(answer);
        cancel(told);
    }

    private void cancel() {
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
    }

    private static void cancel(@Nullable CompletableFuture<?> future) {
        if (future != null) {
            future.cancel(true);
        }
    }
}
