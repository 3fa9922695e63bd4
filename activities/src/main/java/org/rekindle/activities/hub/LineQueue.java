// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands the lines of a response over to the thread that waits for them, which so can wait with a limit and be interrupted;
 * reading from an input stream can neither.
 */
final class LineQueue implements Flow.Subscriber<String>, AutoCloseable {

    /** What a response is made of. */
    sealed interface Item {
        /** How it begins. */
        record Head(int status, String contentType) implements Item {}

        record Line(String text) implements Item {}

        /** Its end, with the reason when it came too early. */
        record End(@Nullable Throwable reason) implements Item {}
    }

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    /** The next line or the end; null when neither came in time. */
    @Nullable
    Item next(Duration within) throws InterruptedException {
        return items.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes the lines of a response, after its head. */
    HttpResponse.BodySubscriber<Void> take(HttpResponse.ResponseInfo head) {
        items.add(new Item.Head(
                head.statusCode(), head.headers().firstValue("Content-Type").orElse("no content type")));
        return HttpResponse.BodySubscribers.fromLineSubscriber(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        if (closed) {
            started.cancel();
        } else {
            started.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(String line) {
        items.add(new Item.Line(line));
    }

    @Override
    public void onError(Throwable reason) {
        items.add(new Item.End(reason));
    }

    @Override
    public void onComplete() {
        items.add(new Item.End(null));
    }

    /** Closes the connection. */
    @Override
    public void close() {
        closed = true;
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
    }
}
