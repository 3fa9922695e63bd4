// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One program that runs beside this process, never longer than it, and writes to its own log file. */
public final class ChildProcess {
    private static final int TAIL_BYTES = 16 * 1024;
    private static final long KILL_SECONDS = 10;

    /**
     * The kernel sends the parent death signal when the <em>thread</em> that started the child ends, so that thread must
     * last as long as this process.
     */
    private static final ExecutorService SPAWNER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lab-spawner");
        thread.setDaemon(true);
        return thread;
    });

    private final Lifeline lifeline;
    private final Process process;

    private ChildProcess(Lifeline lifeline, Process process) {
        this.lifeline = lifeline;
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param log gets standard output and error, appended
     * @throws ProcessFailure when it cannot be started
     */
    public static ChildProcess start(
            Lifeline lifeline, List<String> command, Path log, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(lifeline.wrap(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(lifeline, SPAWNER.submit(builder::start).get());
        } catch (ExecutionException failed) {
            throw new ProcessFailure("cannot start " + command.get(0), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProcessFailure("interrupted while starting " + command.get(0), interrupted);
        }
    }

    /** Completes with the exit code when the program ends, for any reason. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Kills the program with all that it has started, and waits until it is gone. Its data are thrown away in any case, so
     * a polite request would gain nothing.
     *
     * @throws ProcessFailure when it is still there after ten seconds
     */
    public void kill() {
        List<ProcessHandle> started = process.descendants().toList();
        try {
            lifeline.cut(process);
            started.forEach(ProcessHandle::destroyForcibly);
            if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                throw new ProcessFailure("process " + process.pid() + " did not die in " + KILL_SECONDS + " s");
            }
        } catch (IOException broken) {
            throw new ProcessFailure("cannot kill process " + process.pid(), broken);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The last lines of a log, for error messages; empty when nothing was written. */
    public static List<String> tail(Path log, int lines) {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(log)) {
            long size = channel.size();
            channel.position(Math.max(0, size - TAIL_BYTES));
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, TAIL_BYTES));
            for (int read = 0; buffer.hasRemaining() && read >= 0; ) {
                read = channel.read(buffer);
            }
            List<String> all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return List.of("(cannot read " + log + ": " + unreadable.getMessage() + ")");
        }
    }
}
