// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;
import org.rekindle.worker.runs.RunFailure.Kind;
import org.rekindle.workflows.run.ActivityFailures;

/** Turns what Temporal's client throws into one sentence for the one who asked. */
final class RunSentences {

    private RunSentences() {}

    static RunFailure of(RuntimeException thrown, String cluster, String address) {
        if (thrown instanceof RunFailure already) {
            return already;
        }
        if (thrown instanceof WorkflowUpdateException) {
            return new RunFailure(Kind.REFUSED, saidByTheRun(thrown), thrown);
        }
        if (thrown instanceof WorkflowFailedException) {
            return new RunFailure(Kind.FAILED, "The run ended by an error: " + saidByTheRun(thrown), thrown);
        }
        if (cause(thrown, DataConverterException.class).isPresent()) {
            return new RunFailure(
                    Kind.FAILED,
                    "The run's answer cannot be read: its worker is of another release than this command. Use the"
                            + " command of the worker's release.",
                    thrown);
        }
        Status.Code code = cause(thrown, StatusRuntimeException.class)
                .map(status -> status.getStatus().getCode())
                .orElse(Status.Code.OK);
        if (thrown instanceof WorkflowNotFoundException || code == Status.Code.NOT_FOUND) {
            return notFound(thrown, cluster);
        }
        return switch (code) {
            case UNAVAILABLE -> TemporalConnection.unreachable(address, thrown);
            case FAILED_PRECONDITION, DEADLINE_EXCEEDED ->
                new RunFailure(
                        Kind.UNREACHABLE,
                        "Temporal answers at " + address
                                + ", but no worker does. Start one with `./rekindle up` or `./rekindle worker`.",
                        thrown);
            case PERMISSION_DENIED, UNAUTHENTICATED ->
                new RunFailure(
                        Kind.UNREACHABLE,
                        "Temporal at " + address
                                + " refuses access. Look at TEMPORAL_API_KEY, TEMPORAL_TLS_* and TEMPORAL_NAMESPACE.",
                        thrown);
            default ->
                new RunFailure(Kind.FAILED, "Temporal at " + address + " failed: " + saidByTheRun(thrown), thrown);
        };
    }

    private static RunFailure notFound(RuntimeException thrown, String cluster) {
        String said = cause(thrown, StatusRuntimeException.class)
                .map(status -> String.valueOf(status.getStatus().getDescription()))
                .orElse("");
        if (said.contains("Namespace")) {
            return new RunFailure(Kind.UNREACHABLE, "Temporal says: " + said + ". Look at TEMPORAL_NAMESPACE.", thrown);
        }
        if (said.contains("already completed")) {
            return new RunFailure(Kind.NOT_FOUND, "The run of cluster " + cluster + " has ended already.", thrown);
        }
        return new RunFailure(
                Kind.NOT_FOUND,
                "Cluster " + cluster + " has no run. Start one with `./rekindle recover " + cluster + "`.",
                thrown);
    }

    /** The sentence of the innermost failure that a workflow or an activity wrote. */
    private static String saidByTheRun(Throwable thrown) {
        String said = String.valueOf(thrown.getMessage());
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure application) {
                said = ActivityFailures.sentence(application.getType(), application.getOriginalMessage());
            } else if (cause instanceof TemporalFailure temporal && temporal.getOriginalMessage() != null) {
                said = temporal.getOriginalMessage();
            }
        }
        return said;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
