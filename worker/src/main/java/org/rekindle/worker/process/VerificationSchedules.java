// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.ScheduleAction;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.VerifyCluster;
import org.rekindle.workflows.api.VerifyCluster.VerifyRequest;

/** Keeps a schedule for the verification of each cluster that has proofs or a rescue, as the fleet file wants it. */
final class VerificationSchedules {

    /** The clusters of a fleet are not all verified at the same moment. */
    private static final Duration LONGEST_JITTER = Duration.ofHours(1);

    private VerificationSchedules() {}

    /** Creates the schedules that are missing, gives the others the present pause, and deletes those that are no longer wanted. */
    static void ensure(TemporalConnection connection, FleetFile fleet) {
        ensure(Schedules.client(connection), fleet.verifiable(), fleet.proofsEvery());
    }

    private static void ensure(ScheduleClient schedules, Collection<String> clusters, @Nullable Duration every) {
        if (every == null) {
            deleteAllBut(schedules, Set.of());
            return;
        }
        deleteAllBut(schedules, clusters.stream().map(Identifiers::verification).collect(Collectors.toSet()));
        clusters.forEach(cluster ->
                Schedules.ensure(schedules, Identifiers.verification(cluster), action(cluster), spec(every)));
    }

    private static void deleteAllBut(ScheduleClient schedules, Set<String> wanted) {
        List<String> unwanted = schedules
                .listSchedules()
                .map(ScheduleListDescription::getScheduleId)
                .filter(id -> id.startsWith(Identifiers.VERIFY) && !wanted.contains(id))
                .toList();
        unwanted.forEach(id -> deleteOwn(schedules.getHandle(id)));
    }

    /** The list may show a schedule for a moment after another worker has deleted it. */
    private static void deleteOwn(ScheduleHandle schedule) {
        try {
            if (isOwn(schedule.describe().getSchedule().getAction())) {
                schedule.delete();
            }
        } catch (ScheduleException failure) {
            if (!(failure.getCause() instanceof StatusRuntimeException status)
                    || status.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw failure;
            }
        }
    }

    /** A namespace may be shared, and others may begin an id in the same way. */
    private static boolean isOwn(ScheduleAction action) {
        return action instanceof ScheduleActionStartWorkflow start
                && start.getWorkflowType().equals(VerifyCluster.class.getSimpleName())
                && start.getOptions().getTaskQueue().equals(Identifiers.TASK_QUEUE);
    }

    private static ScheduleActionStartWorkflow action(String cluster) {
        return ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(VerifyCluster.class)
                .setArguments(new VerifyRequest(cluster))
                .setOptions(WorkflowOptions.newBuilder()
                        .setWorkflowId(Identifiers.verification(cluster))
                        .setTaskQueue(Identifiers.TASK_QUEUE)
                        .setStaticSummary("Prove that users can work on " + cluster)
                        // With a summary alone, the client cannot read its own schedule back.
                        .setStaticDetails(
                                "Makes the proofs of the fleet file, and copies what a rebuild would lose. It starts no recovery.")
                        .build())
                .build();
    }

    private static ScheduleSpec spec(Duration every) {
        Duration tenth = every.dividedBy(10);
        Duration jitter = tenth.compareTo(LONGEST_JITTER) < 0 ? tenth : LONGEST_JITTER;
        return ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                .setJitter(jitter)
                .build();
    }
}
