// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rebuild;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.CreateRequest;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Goal;
import org.rekindle.workflows.model.NodeGroupRequest;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.RequestOutcome;
import org.rekindle.workflows.model.RunClusters;
import org.rekindle.workflows.model.RunClustersOf;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.MagnumWait;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.World;

/**
 * Builds the cluster anew from a ladder of templates.
 *
 * <ol>
 *   <li>Ask for a cluster of the rung's template, marked as this run's own.
 *   <li>Wait for it, but no longer than our own deadline: Magnum waits for ever.
 *   <li>If it does not come up, delete it, and go on with the next rung.
 *   <li>Delete what a request made that reached Magnum twice.
 *   <li>Add the other node groups, one after the other.
 * </ol>
 */
public final class Build {

    private static final int MARK_LENGTH = 8;

    /** The first recoveries did not look for twins. */
    private static final String LOOKS_FOR_TWINS = "look-for-twins";

    private final ClusterProfile profile;
    private final Journal journal;
    private final TearDown tearDown;
    private int tries = 1;
    private int next;
    private @Nullable String didNotComeUp;
    private @Nullable CloudCluster built;

    /** Builds under the plan and approval of a teardown, by which also a rung that failed is deleted. */
    public Build(ClusterProfile profile, Journal journal, TearDown tearDown) {
        this.profile = profile;
        this.journal = journal;
        this.tearDown = tearDown;
    }

    /**
     * Climbs the ladder until a cluster stands. Asked again after a failure, it goes on where it was, with the cluster
     * that it had already asked for: starting over would leave that one behind and make a second.
     */
    public CloudCluster ensureBuilt(String name, Shape shape, List<Rung> ladder) {
        CloudCluster cluster = built == null ? climb(name, shape, ladder) : built;
        built = cluster;
        deleteTwins(name, cluster.identity().uuid());
        addNodeGroups(cluster, shape);
        return cluster;
    }

    private CloudCluster climb(String name, Shape shape, List<Rung> ladder) {
        while (next < ladder.size()) {
            Optional<CloudCluster> stands = tryRung(name, shape, ladder.get(next));
            if (stands.isPresent()) {
                return stands.get();
            }
            next++;
            tries++;
        }
        deleteTwins(name, null);
        next = 0;
        throw new StepFailed(
                FailureCode.REFUSED,
                "None of the templates came up. Retry to try them again from the first, or abort and add one that fits"
                        + " under templates: in the fleet file.");
    }

    private Optional<CloudCluster> tryRung(String name, Shape shape, Rung rung) {
        String mark = run() + tries;
        if (didNotComeUp != null) {
            deleteOwn(didNotComeUp, mark);
            return Optional.empty();
        }
        String template = rung.template().name();
        String step = "rebuild from " + template;
        journal.note("Create " + name + " from " + template + " (" + rung.kubernetesVersion() + ", chart "
                + rung.chartVersion() + ").");
        RequestOutcome requested = World.ask(
                        MagnumActivities.class,
                        "Create " + name + " from " + template,
                        profile.policy().deadlines().answer())
                .requestCreate(new CreateRequest(
                        profile.cluster(), name, mark, rung.template().uuid(), shape));
        if (requested instanceof RequestOutcome.Refused refused) {
            journal.decided(new Decision(step, "next template", "Magnum refused it: " + refused.reason()));
            return Optional.empty();
        }
        String uuid = ((RequestOutcome.Accepted) requested).uuid();
        Duration longest = profile.policy().deadlines().create();
        journal.waitFor(name + " (" + uuid + ") to be created from " + template, longest);
        AwaitOutcome awaited = MagnumWait.until(
                new AwaitRequest(
                        profile.cluster(),
                        uuid,
                        Goal.CREATED,
                        null,
                        null,
                        profile.policy().pollEvery()),
                "Wait until " + name + " is created",
                longest,
                profile.policy().deadlines().answer());
        journal.stopWaiting();
        if (awaited instanceof AwaitOutcome.Reached reached && reached.cluster() != null) {
            journal.decided(new Decision(step, "taken", "It came up. " + rung.why()));
            return Optional.of(reached.cluster());
        }
        journal.decided(new Decision(step, "deleted, next template", why(awaited, longest)));
        didNotComeUp = uuid;
        deleteOwn(uuid, mark);
        return Optional.empty();
    }

    /** What the marks of all tries of this run begin with. */
    private static String run() {
        return Workflow.getInfo().getOriginalExecutionRunId().substring(0, MARK_LENGTH) + "-";
    }

    /**
     * Deletes every cluster of this run but one. Magnum knows no way to say that two requests are the same one, so a create
     * that something on the way sends twice, or delivers after it was given up, makes a second cluster. By now it shows, and
     * nobody has put anything into it.
     *
     * @param kept null when none is to stay
     */
    private void deleteTwins(String name, @Nullable String kept) {
        if (Workflow.getVersion(LOOKS_FOR_TWINS, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
            return;
        }
        RunClusters made = World.ask(
                        InventoryActivities.class,
                        "Look whether a create was carried out twice",
                        profile.policy().deadlines().answer())
                .runClusters(new RunClustersOf(profile.cluster(), name, run()));
        for (RunClusters.RunCluster twin : made.found()) {
            if (!twin.uuid().equals(kept)) {
                journal.decided(new Decision(
                        "twin " + twin.uuid(),
                        "deleted",
                        "It carries this run's mark (" + twin.mark()
                                + ") and is not the cluster that the run goes on with:"
                                + " a create reached Magnum twice."));
                deleteOwn(twin.uuid(), twin.mark());
            }
        }
    }

    private static String why(AwaitOutcome awaited, Duration longest) {
        if (awaited instanceof AwaitOutcome.Failed failed) {
            return "It ended in " + failed.status() + ": " + failed.reason();
        }
        if (awaited instanceof AwaitOutcome.TimedOut timedOut) {
            return "It did not come up within " + Words.of(longest) + "; last seen: " + timedOut.lastSeen();
        }
        return "It was gone when it should have been complete.";
    }

    private void deleteOwn(String uuid, String mark) {
        CloudSighting failed = World.ask(
                        MagnumActivities.class,
                        "Look at the cluster that is to go",
                        profile.policy().deadlines().answer())
                .observe(new CloudTarget(profile.cluster(), uuid));
        CloudCluster cluster = failed.cluster();
        if (cluster != null && !tearDown.ensureGone(cluster.identity(), mark)) {
            throw new StepFailed(
                    FailureCode.GUARD_REFUSED,
                    "The guard kept this run from deleting " + uuid + ", which it created and does not go on with.");
        }
        didNotComeUp = null;
    }

    private void addNodeGroups(CloudCluster cluster, Shape shape) {
        for (NodeGroupShape nodeGroup : shape.nodeGroups().stream().skip(1).toList()) {
            RequestOutcome requested = World.ask(
                            MagnumActivities.class,
                            "Add the node group " + nodeGroup.name(),
                            profile.policy().deadlines().answer())
                    .requestNodeGroup(new NodeGroupRequest(
                            profile.cluster(), cluster.identity().uuid(), nodeGroup));
            if (requested instanceof RequestOutcome.Refused refused) {
                throw new StepFailed(
                        FailureCode.REFUSED,
                        "Magnum refused the node group " + nodeGroup.name() + ": " + refused.reason());
            }
            Duration longest = profile.policy().deadlines().nodeGroup();
            journal.waitFor("the node group " + nodeGroup.name(), longest);
            AwaitOutcome awaited = MagnumWait.until(
                    new AwaitRequest(
                            profile.cluster(),
                            cluster.identity().uuid(),
                            Goal.UPDATED,
                            nodeGroup.name(),
                            ((RequestOutcome.Accepted) requested).updatedAt(),
                            profile.policy().pollEvery()),
                    "Wait for the node group " + nodeGroup.name(),
                    longest,
                    profile.policy().deadlines().answer());
            journal.stopWaiting();
            if (!(awaited instanceof AwaitOutcome.Reached)) {
                throw new StepFailed(
                        FailureCode.REFUSED,
                        "The node group " + nodeGroup.name() + " did not come up: " + why(awaited, longest));
            }
            journal.note("The node group " + nodeGroup.name() + " is there.");
        }
    }
}
