// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program to its end, with a time limit. */
public final class ShortCommand {
    private static final int TAIL_LINES = 15;

    private ShortCommand() {}

    /**
     * Runs it.
     *
     * @param what for people, such as {@code "make Keystone's tables"}
     * @param log gets all that it says, appended
     * @throws ProcessFailure when it cannot be started, fails, or is not done in time; the message ends with what it said last
     */
    public static void run(
            String what, List<String> command, Map<String, String> environment, Path log, Duration limit) {
        ChildProcess process = ChildProcess.start(Lifeline.best(), command, log, environment);
        try {
            int code = process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (code != 0) {
                throw new ProcessFailure(what + ": ended with code " + code + said(log));
            }
        } catch (TimeoutException late) {
            throw new ProcessFailure(what + ": not done after " + limit.toSeconds() + " s" + said(log));
        } catch (ExecutionException failed) {
            throw new ProcessFailure(what + ": failed" + said(log), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProcessFailure("interrupted: " + what, interrupted);
        } finally {
            process.kill();
        }
    }

    private static String said(Path log) {
        return "; " + log + " ends with:\n" + String.join("\n", ChildProcess.tail(log, TAIL_LINES));
    }
}
