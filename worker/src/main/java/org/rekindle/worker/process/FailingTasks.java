// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workflow tasks that fail again and again. Temporal gives such a task out again for ever, so the run stands still and shows no fault
 * of its own: its cause is in the worker, such as code that does not fit the history or threads that do not suffice.
 */
final class FailingTasks {

    private static final Logger LOG = LoggerFactory.getLogger(FailingTasks.class);

    /** A worker that was ended in the middle of a task makes for a second attempt, and a busy machine for a third. */
    private static final int ATTEMPTS = 4;

    /** Temporal waits ten minutes at most between two attempts; what is not heard of for longer has gone elsewhere. */
    private static final Duration HEARD_WITHIN = Duration.ofMinutes(15);

    /** Tasks in flight are few; those whose answer was never sent must not pile up. */
    private static final int MOST_IN_FLIGHT = 1_000;

    private final Clock clock;
    private final Map<ByteString, String> inFlight = new LinkedHashMap<>();
    private final Map<String, Failing> failing = new LinkedHashMap<>();
    private final Counter failures;

    FailingTasks(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        failures = Counter.builder("rekindle_workflow_task_failures")
                .description("Workflow tasks that this worker has failed, and those that it was given again.")
                .register(registry);
        registry.gauge("rekindle_workflow_runs_failing", this, FailingTasks::count);
    }

    private record Failing(String type, String workflowId, int attempt, Instant heard) {}

    /** What stands still, in a sentence; empty when nothing does. */
    synchronized Optional<String> trouble() {
        forget();
        if (failing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Workflow tasks fail again and again: "
                + failing.values().stream()
                        .sorted(Comparator.comparing(Failing::workflowId))
                        .map(each -> each.workflowId() + " (" + each.type() + ", attempt " + each.attempt() + ")")
                        .limit(10)
                        .collect(Collectors.joining(", "))
                + ". These runs stand still; the worker's log says why.");
    }

    private synchronized double count() {
        forget();
        return failing.size();
    }

    private void forget() {
        Instant oldest = clock.instant().minus(HEARD_WITHIN);
        failing.values().removeIf(each -> each.heard().isBefore(oldest));
    }

    /** An answer that the worker was given. */
    synchronized void received(Object message) {
        if (!(message instanceof PollWorkflowTaskQueueResponse task)
                || task.getTaskToken().isEmpty()
                || task.hasQuery()) {
            return;
        }
        String run = task.getWorkflowExecution().getRunId();
        inFlight.put(task.getTaskToken(), run);
        if (inFlight.size() > MOST_IN_FLIGHT) {
            inFlight.remove(inFlight.keySet().iterator().next());
        }
        if (task.getAttempt() < ATTEMPTS) {
            return;
        }
        failures.increment();
        Failing now = new Failing(
                task.getWorkflowType().getName(),
                task.getWorkflowExecution().getWorkflowId(),
                task.getAttempt(),
                clock.instant());
        if (failing.put(run, now) == null) {
            LOG.warn(
                    "{} of {} is tried for the {}th time. The run stands still until the cause is fixed.",
                    now.type(),
                    now.workflowId(),
                    now.attempt());
        }
    }

    /** A request that the worker sends. */
    synchronized void sent(Object message) {
        if (message instanceof RespondWorkflowTaskCompletedRequest done) {
            String run = inFlight.remove(done.getTaskToken());
            Failing before = run == null ? null : failing.remove(run);
            if (before != null) {
                LOG.info("{} of {} goes on again", before.type(), before.workflowId());
            }
        } else if (message instanceof RespondWorkflowTaskFailedRequest failed) {
            inFlight.remove(failed.getTaskToken());
            failures.increment();
            LOG.warn(
                    "A workflow task failed and is tried again ({}): {}",
                    failed.getCause(),
                    failed.getFailure().getMessage());
        }
    }
}
