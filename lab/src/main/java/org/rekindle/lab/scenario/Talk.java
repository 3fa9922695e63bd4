// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says what goes on, a line at a time, with the seconds since the start. */
public final class Talk {

    /** Says nothing. */
    public static final Talk SILENT =
            new Talk(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    private final PrintStream out;
    private final Instant start = Instant.now();

    /** Says it there. */
    public Talk(PrintStream out) {
        this.out = out;
    }

    /** One line. */
    public synchronized void say(String line) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds(), line);
        out.flush();
    }

    /** Seconds since the start. */
    public double seconds() {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }
}
