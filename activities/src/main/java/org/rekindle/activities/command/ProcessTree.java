// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All processes of one command: those that descend from it, and, where there is {@code /proc}, those that carry its mark, also when
 * they have left its session and their parent has gone. A process that takes the mark out of its environment <em>and</em> outlives its
 * parent is not found.
 */
final class ProcessTree {

    private static final Path PROCESSES = Path.of("/proc");

    /** A process that forks while it is ended is found by the next look. One that even a kill does not end is given up after these. */
    private static final int MOST_LOOKS = 10;

    private final CommandMark mark;
    private final @Nullable ProcessHandle above;

    /** @param above whose descendants belong to it, and which does not; null where the mark alone tells */
    ProcessTree(CommandMark mark, @Nullable ProcessHandle above) {
        this.mark = mark;
        this.above = above;
    }

    /**
     * Ends every process: asks each, such as for a lock to be released, and kills what is left when the grace is over.
     *
     * @return whether none is left
     */
    boolean end(Duration grace) {
        Set<ProcessHandle> processes = alive();
        processes.forEach(ProcessHandle::destroy);
        awaitEnd(processes, grace);
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            processes = alive();
            if (processes.isEmpty()) {
                return true;
            }
            processes.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(processes, grace);
        }
        return alive().isEmpty();
    }

    private Set<ProcessHandle> alive() {
        Set<ProcessHandle> found = new HashSet<>(marked());
        if (above != null) {
            above.descendants().forEach(found::add);
        }
        return found.stream()
                .filter(process -> !process.equals(ProcessHandle.current()) && !process.equals(above))
                .filter(ProcessHandle::isAlive)
                .collect(Collectors.toSet());
    }

    private List<ProcessHandle> marked() {
        try (Stream<Path> folders = Files.list(PROCESSES)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .filter(this::isMarked)
                    .map(folder ->
                            ProcessHandle.of(Long.parseLong(folder.getFileName().toString())))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            // A machine without /proc: the descendants are what can be known.
            return List.of();
        }
    }

    private boolean isMarked(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8);
            return Arrays.asList(environment.split("\0")).contains(mark.entry());
        } catch (IOException e) {
            // Another user's, or gone meanwhile: neither is one that we could end.
            return false;
        }
    }

    private static void awaitEnd(Set<ProcessHandle> processes, Duration longest) {
        CompletableFuture<?> all = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        Instant end = Instant.now().plus(longest);
        boolean interrupted = false;
        while (!all.isDone() && Instant.now().isBefore(end)) {
            try {
                all.get(Math.max(1, Duration.between(Instant.now(), end).toMillis()), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // What is no longer wanted must be ended all the same.
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
