// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome.Failed;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome.Reached;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.ClusterStatus.Action;
import org.rekindle.workflows.model.observation.ClusterStatus.Progress;

/**
 * Looks once at something that takes hours, and says what it saw.
 *
 * <p>Two traps of Magnum: right after it accepted a request the old status still shows, so a status that was reached
 * before the request is passed over; and a cluster or node group that was just asked for may be unknown for a moment.
 */
final class ClusterWait {

    /** How long something that was just asked for may be unknown. */
    private static final Duration UNKNOWN_AT_FIRST = Duration.ofMinutes(1);

    private final MagnumService magnum;
    private final Clock clock;

    ClusterWait(MagnumService magnum, Clock clock) {
        this.magnum = magnum;
        this.clock = clock;
    }

    /** The outcome, or a {@code STILL_WAITING} failure with what was seen. */
    AwaitOutcome look(AwaitRequest request) {
        MagnumCluster cluster = magnum.cluster(request.uuid());
        if (cluster == null) {
            return unknownCluster(request);
        }
        List<MagnumNodeGroup> nodeGroups = magnum.nodeGroups(request.uuid());
        if (request.nodeGroup() == null) {
            return cluster(request, cluster, nodeGroups);
        }
        return nodeGroup(request, request.nodeGroup(), cluster, nodeGroups);
    }

    private AwaitOutcome unknownCluster(AwaitRequest request) {
        if (request.goal() == Goal.GONE) {
            return new Reached(null);
        }
        if (request.goal() == Goal.CREATED && isFresh()) {
            throw waiting(request, "Magnum does not show cluster " + request.uuid() + " yet");
        }
        return new Failed("NOT_FOUND", "Magnum knows no cluster " + request.uuid() + ".");
    }

    private AwaitOutcome cluster(AwaitRequest request, MagnumCluster cluster, List<MagnumNodeGroup> nodeGroups) {
        boolean isOld =
                request.knownUpdatedAt() != null && request.knownUpdatedAt().equals(cluster.updatedAt());
        if (!isOld && isReached(request.goal(), cluster.status())) {
            return reached(cluster);
        }
        if (!isOld && hasFailed(request.goal(), cluster.status())) {
            return failed(cluster, nodeGroups);
        }
        String unchanged = isOld ? ", not changed since the request" : "";
        throw waiting(request, inWords(cluster) + unchanged + busy(nodeGroups));
    }

    private AwaitOutcome nodeGroup(
            AwaitRequest request, String wanted, MagnumCluster cluster, List<MagnumNodeGroup> nodeGroups) {
        MagnumNodeGroup group = nodeGroups.stream()
                .filter(candidate ->
                        candidate.name().equals(wanted) || candidate.uuid().equals(wanted))
                .findFirst()
                .orElse(null);
        if (group == null) {
            return missingNodeGroup(request, wanted, cluster);
        }
        if (group.status().isFailed()) {
            return new Failed(group.status().raw(), "Node group " + wanted + ": " + reason(cluster, group));
        }
        if (cluster.status().isFailed()) {
            return failed(cluster, nodeGroups);
        }
        // The cluster must be done as well, since the next node group is refused or lost while Helm is busy with it.
        // One that is in progress for an add-on's sake is not busy once the node group is complete.
        boolean isDone = request.goal() != Goal.GONE && group.status().isComplete();
        if (isDone
                && (request.goal() == Goal.NODE_GROUP_UPDATED
                        || cluster.status().isComplete())) {
            return reached(cluster);
        }
        throw waiting(request, "node group " + wanted + " " + group.status() + ", cluster " + inWords(cluster));
    }

    private AwaitOutcome missingNodeGroup(AwaitRequest request, String wanted, MagnumCluster cluster) {
        if (request.goal() == Goal.GONE) {
            return reached(cluster);
        }
        if (cluster.status().isFailed()) {
            return failed(cluster, List.of());
        }
        if (isFresh()) {
            throw waiting(request, "Magnum does not show node group " + wanted + " yet, cluster " + inWords(cluster));
        }
        return new Failed("NOT_FOUND", "Cluster " + cluster.uuid() + " has no node group " + wanted + ".");
    }

    private Reached reached(MagnumCluster cluster) {
        return new Reached(ClusterMapping.cluster(cluster, magnum.nodeGroupsWithBounds(cluster.uuid())));
    }

    private static boolean isReached(Goal goal, ClusterStatus status) {
        return switch (goal) {
            case CREATED -> status.is(Action.CREATE, Progress.COMPLETE);
            case UPDATED, NODE_GROUP_UPDATED -> status.is(Action.UPDATE, Progress.COMPLETE);
            case GONE -> false;
        };
    }

    /** A cluster on its way out may have failed before in any way; only a failed delete ends that wait. */
    private static boolean hasFailed(Goal goal, ClusterStatus status) {
        return status.isFailed() && (goal != Goal.GONE || status.isLeaving());
    }

    private static Failed failed(MagnumCluster cluster, List<MagnumNodeGroup> nodeGroups) {
        String faults = cluster.faults().entrySet().stream()
                .filter(fault -> !fault.getValue().isBlank())
                .filter(fault -> !Objects.equals(fault.getValue(), cluster.statusReason()))
                .map(fault -> " Node group " + fault.getKey() + ": " + fault.getValue())
                .collect(Collectors.joining());
        String reason = Objects.requireNonNullElse(cluster.statusReason(), "Magnum gives no reason.");
        return new Failed(cluster.status().raw(), reason + faults + busy(nodeGroups));
    }

    private static String reason(MagnumCluster cluster, MagnumNodeGroup group) {
        String fault = cluster.faults().get(group.name());
        if (group.statusReason() != null) {
            return group.statusReason();
        }
        if (fault == null) {
            return "Magnum gives no reason.";
        }
        return fault;
    }

    /** The node groups that are not done, for a sentence's end. */
    private static String busy(List<MagnumNodeGroup> nodeGroups) {
        return nodeGroups.stream()
                .filter(group -> !group.status().isComplete())
                .map(group -> ", node group " + group.name() + " " + group.status())
                .collect(Collectors.joining());
    }

    private String inWords(MagnumCluster cluster) {
        Instant created = cluster.createdAt();
        Instant updated = cluster.updatedAt();
        if (cluster.status().is(Action.CREATE, Progress.IN_PROGRESS) && created != null) {
            return cluster.status() + " for " + since(created);
        }
        if (updated == null) {
            return cluster.status().toString();
        }
        return cluster.status() + ", last changed " + since(updated) + " ago";
    }

    private String since(Instant then) {
        Duration passed = Duration.between(then, clock.instant());
        if (passed.toMinutes() < 1) {
            return Math.max(0, passed.toSeconds()) + " s";
        }
        if (passed.toHours() < 3) {
            return passed.toMinutes() + " min";
        }
        return passed.toHours() + " h " + passed.toMinutesPart() + " min";
    }

    /** Whether the wait itself began just now; the activity's attempts share the time at which it was scheduled. */
    private boolean isFresh() {
        long scheduled = Activity.getExecutionContext().getInfo().getScheduledTimestamp();
        return clock.instant().isBefore(Instant.ofEpochMilli(scheduled).plus(UNKNOWN_AT_FIRST));
    }

    private static ApplicationFailure waiting(AwaitRequest request, String seen) {
        return Failures.stillWaiting(seen, request.pollEvery());
    }
}
