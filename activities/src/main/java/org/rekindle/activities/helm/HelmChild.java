// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.process.PassedOn;
import org.rekindle.activities.redaction.Redaction;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * The parent's side of {@link HelmProcess}: starts it, hands it an order, waits for the answer, and kills it when the answer
 * does not come in time or the calling thread is interrupted. When this process is killed, the child sees its input end and
 * halts.
 */
final class HelmChild {

    private static final int LONGEST_ERROR_OUTPUT = 500;

    private final List<String> command;
    private final Redaction redaction;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param command the program and its arguments; the folder for its temporary files is added to the environment
     * @param redaction for all that a failure says of the child's own words
     */
    HelmChild(List<String> command, Redaction redaction) {
        this.command = List.copyOf(command);
        this.redaction = redaction;
    }

    /** The real one: this Java. */
    static List<String> command(Path workspace) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dcom.marcnuri.jkube-helm.skipRemoteJar=true",
                "-Djava.io.tmpdir=" + workspace,
                "-Djna.tmpdir=" + workspace,
                HelmProcess.class.getName());
    }

    /**
     * Carries out an order.
     *
     * @param limit after which the child is killed
     */
    HelmResult carryOut(HelmRequest order, Duration limit) {
        Path workspace = Path.of(order.workspace());
        Path errors = workspace.resolve("errors.txt");
        Process process = start(workspace, errors);
        try {
            CompletableFuture<@Nullable String> answer = CompletableFuture.supplyAsync(
                    () -> readAnswer(process),
                    task -> daemon(task, "helm-answer").start());
            IOException notSent = send(process, order);
            String line = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                int code = process.waitFor();
                throw Failures.of(
                        FailureCode.UNAVAILABLE,
                        "Helm's process ended with code " + code + " and no answer"
                                + (notSent == null ? ": " : ", before it took its order: ") + tail(errors));
            }
            return json.readValue(line, HelmResult.class);
        } catch (TimeoutException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "Helm did not end within " + limit.toSeconds()
                            + " s and was stopped; the next attempt recovers the release.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(
                    FailureCode.UNAVAILABLE, "Helm was stopped half-way; the next attempt recovers the release.");
        } catch (ExecutionException | IOException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "Rekindle could not talk to Helm's process: " + redaction.apply(String.valueOf(e.getMessage())));
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path workspace, Path errors) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile());
        builder.redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PassedOn.VARIABLES);
        for (String home : List.of("HOME", "TMPDIR", "HELM_CONFIG_HOME", "HELM_CACHE_HOME", "HELM_DATA_HOME")) {
            environment.put(home, workspace.toString());
        }
        environment.put("CLASSPATH", classPath());
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "Helm's process could not be started: " + e.getMessage());
        }
    }

    /** Ours, absolute since the child works in a folder of its own. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The input is left open: its end would show the child that we are gone. A child that ended already takes no order;
     * why it ended is in its output, so the failure is handed back and not thrown.
     */
    private @Nullable IOException send(Process process, HelmRequest order) throws JsonProcessingException {
        byte[] line = (json.writeValueAsString(order) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            OutputStream input = process.getOutputStream();
            input.write(line);
            input.flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Null when the child ends without one. */
    private static @Nullable String readAnswer(Process process) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int mark = line.indexOf(HelmProcess.MARK);
                if (mark >= 0) {
                    return line.substring(mark + HelmProcess.MARK.length());
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private String tail(Path errors) throws IOException {
        // Bytes that are no UTF-8 are replaced: they must not hide the rest, nor a secret with an accent.
        String text = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
        return redaction.applyToEnd(text, LONGEST_ERROR_OUTPUT);
    }
}
