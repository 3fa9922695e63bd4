// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a request's body whole, but no more than that, and not for ever: whoever sends a byte a second is not waited for. */
record WholeBody(int largest, Duration longest) {

    /** Why there is no body. */
    static final class NotWhole extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean tooLarge;

        NotWhole(boolean tooLarge, String sentence) {
            super(sentence);
            this.tooLarge = tooLarge;
        }

        boolean isTooLarge() {
            return tooLarge;
        }
    }

    /** Reads; a single look at the stream ends by the connection's own idle timeout. */
    String read(InputStream in) throws NotWhole {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                body.write(part, 0, length);
                if (body.size() > largest) {
                    throw new NotWhole(true, "The body is larger than " + largest + " bytes.");
                }
                if (System.nanoTime() - start > longest.toNanos()) {
                    throw new NotWhole(false, "The body did not arrive within " + longest.toSeconds() + " s.");
                }
            }
        } catch (IOException e) {
            // Its own words are Jetty's, for a connection that nobody here has anything to do with.
            throw new NotWhole(false, "The body did not arrive: the sender went away or fell silent.");
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
