// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Writes a feed to one visitor as server-sent events, with comments in between so that no client hangs up. */
final class EventStream {
    private final OutputStream out;
    private final Duration keepAliveEvery;

    EventStream(OutputStream out, Duration keepAliveEvery) {
        this.out = out;
        this.keepAliveEvery = keepAliveEvery;
    }

    /**
     * Writes until the feed ends, and keeps the connection open for a while: a client that reconnects would start again.
     *
     * @throws IOException when the visitor has gone
     */
    void send(Feed feed, Duration linger) throws IOException, InterruptedException {
        for (int index = 0; !feed.isOver(index); ) {
            Optional<String> event = feed.at(index, keepAliveEvery);
            if (event.isPresent()) {
                write("data: " + event.get() + "\n\n");
                index++;
            } else if (!feed.isOver(index)) {
                write(":keepalive\n\n");
            }
        }
        long end = System.nanoTime() + linger.toNanos();
        for (long left = linger.toMillis();
                left > 0;
                left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
            Thread.sleep(Math.min(left, keepAliveEvery.toMillis()));
            write(":keepalive\n\n");
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
