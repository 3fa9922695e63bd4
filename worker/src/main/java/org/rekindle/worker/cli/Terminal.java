// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What is known about the terminal that we write to. */
final class Terminal {

    private Terminal() {}

    /** Whether a person can be asked: both ends are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // It is asked further below.
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console also where there is no terminal; this method shows which of them it
            // is.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Whether the terminal can show more than ASCII. */
    static boolean isUnicode() {
        return encoding().equals(StandardCharsets.UTF_8);
    }

    /** Standard output, flushed with each line. */
    static PrintWriter output() {
        return new PrintWriter(new OutputStreamWriter(System.out, encoding()), true);
    }

    static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    }

    private static Charset encoding() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }
}
