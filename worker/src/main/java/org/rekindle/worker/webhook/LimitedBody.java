// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A request's body as a stream that ends at a size and at a time: a sender of a byte a second is not waited for. */
final class LimitedBody extends FilterInputStream {

    /** Why there is no more of the body. */
    static final class IncompleteBody extends IOException {
        private static final long serialVersionUID = 1;

        private final boolean tooLarge;

        IncompleteBody(boolean tooLarge, String sentence) {
            super(sentence);
            this.tooLarge = tooLarge;
        }

        boolean isTooLarge() {
            return tooLarge;
        }
    }

    private final int largest;
    private final Duration longest;
    private final long start = System.nanoTime();
    private int read;

    /** @param largest in bytes */
    LimitedBody(InputStream in, int largest, Duration longest) {
        super(in);
        this.largest = largest;
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        if (read(one, 0, 1) < 0) {
            return -1;
        }
        return one[0] & 0xff;
    }

    /** A single look at the stream ends by the connection's own idle timeout. */
    @Override
    public int read(byte[] part, int from, int length) throws IOException {
        int got = more(part, from, length);
        read += Math.max(0, got);
        if (read > largest) {
            throw new IncompleteBody(true, "The body is larger than " + largest / 1024 / 1024 + " MiB.");
        }
        if (System.nanoTime() - start > longest.toNanos()) {
            throw new IncompleteBody(false, "The body did not arrive within " + longest.toSeconds() + " s.");
        }
        return got;
    }

    private int more(byte[] part, int from, int length) throws IncompleteBody {
        try {
            return in.read(part, from, length);
        } catch (IOException e) {
            // Its message is Jetty's own, about a connection that no reader of ours knows.
            throw new IncompleteBody(false, "The body did not arrive: the sender went away or fell silent.");
        }
    }

    /** Nothing is passed over unread, so that all of it is measured. */
    @Override
    public long skip(long bytes) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
