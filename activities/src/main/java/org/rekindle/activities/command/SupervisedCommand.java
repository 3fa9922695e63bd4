// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.process.PassedOn;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's side of {@link CommandSupervisor}: starts it, hands it an order, and waits until the command has ended. A command that
 * takes too long, or is no longer wanted, is ended with all that it has started.
 */
final class SupervisedCommand {

    private static final Logger log = LoggerFactory.getLogger(SupervisedCommand.class);

    private static final Duration PATIENCE_WITH_OUTPUT = Duration.ofSeconds(10);

    private static final String NOT_TWICE =
            " The command is not started beside them; another attempt tries to end them again.";

    private final Path workspace;
    private final CommandMark mark;
    private final ObjectMapper json = new ObjectMapper();

    SupervisedCommand(Path workspace, CommandMark mark) {
        this.workspace = workspace;
        this.mark = mark;
    }

    /**
     * How a command ended.
     *
     * @param code null when it did not end in time
     * @param output the end of what it said, with its secrets
     */
    record Ending(@Nullable Integer code, String output) {

        /** Leaves the output out, which may hold secrets. */
        @Override
        public String toString() {
            return "Ending[" + code + "]";
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param input the file that is its standard input
     * @param limit after which it is ended
     */
    Ending run(List<String> command, String folder, Map<String, String> environment, Path input, Duration limit) {
        // An earlier attempt's, of which neither the worker nor the supervisor is left.
        if (!new ProcessTree(mark, null).end(CommandSupervisor.GRACE)) {
            throw Failures.of(FailureCode.UNAVAILABLE, "Processes of an earlier attempt cannot be ended." + NOT_TWICE);
        }
        Process supervisor = start();
        try {
            OutputTail tail = new OutputTail();
            Thread reader = daemon(() -> tail.read(supervisor.getInputStream()), "command-output");
            FutureTask<String> said = new FutureTask<>(() -> said(supervisor.getErrorStream()));
            daemon(said, "command-ending");
            send(
                    supervisor,
                    new SupervisedOrder(
                            command, folder, environment, input.toString(), mark.value(), workspace.toString()));
            Integer code = code(said, limit);
            if (code == null && !end(supervisor)) {
                throw Failures.of(
                        FailureCode.UNAVAILABLE, "It took too long, and processes of it cannot be ended." + NOT_TWICE);
            }
            // By its handle: what the command said and is not read yet stays readable.
            supervisor.toHandle().destroyForcibly();
            reader.join(PATIENCE_WITH_OUTPUT.toMillis());
            return new Ending(code, tail.text());
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "The command's supervisor could not be followed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(FailureCode.UNAVAILABLE, "The command was ended half-way; another attempt begins again.");
        } finally {
            end(supervisor);
        }
    }

    private boolean end(Process supervisor) {
        boolean allEnded = new ProcessTree(mark, supervisor.toHandle()).end(CommandSupervisor.GRACE);
        supervisor.destroyForcibly();
        return allEnded;
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        CommandSupervisor.class.getName())
                .directory(workspace.toFile());
        builder.environment().keySet().retainAll(PassedOn.VARIABLES);
        builder.environment().put("CLASSPATH", classPath());
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE, "The command's supervisor could not be started: " + e.getMessage());
        }
    }

    /** Ours, absolute since the child works in a folder of its own. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The input is left open: its end would show the supervisor that we are gone. */
    private void send(Process supervisor, SupervisedOrder order) throws JsonProcessingException {
        byte[] line = (json.writeValueAsString(order) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            supervisor.getOutputStream().write(line);
            supervisor.getOutputStream().flush();
        } catch (IOException e) {
            // One that has ended already takes no order. Why it ended is in its output, which is looked at next.
            log.debug("The command's supervisor took no order", e);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What the supervisor says up to how the command ended, or up to its own end. */
    private static String said(InputStream errors) throws IOException {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(CommandSupervisor.ENDED) || line.startsWith(CommandSupervisor.NOT_STARTED)) {
                    break;
                }
            }
        }
        return said.toString();
    }

    /** Null when the command has not ended in time. */
    private static @Nullable Integer code(Future<String> said, Duration limit)
            throws InterruptedException, IOException {
        try {
            return code(said.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static int code(String said) {
        for (String line : said.lines().toList()) {
            if (line.startsWith(CommandSupervisor.ENDED)) {
                return Integer.parseInt(line.substring(CommandSupervisor.ENDED.length()));
            }
            if (line.startsWith(CommandSupervisor.NOT_STARTED)) {
                throw Failures.of(
                        FailureCode.REFUSED,
                        "The command could not be started: " + line.substring(CommandSupervisor.NOT_STARTED.length()));
            }
        }
        // Java's own words alone: others may quote the order.
        String why = said.lines()
                .filter(line -> line.startsWith("Error: "))
                .findFirst()
                .orElse("It was killed, or had no memory.");
        throw Failures.of(
                FailureCode.UNAVAILABLE, "The command's supervisor ended without a word of the command. " + why);
    }
}
