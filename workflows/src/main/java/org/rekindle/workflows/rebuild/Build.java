// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rebuild;

import io.temporal.workflow.Functions.Func;
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
import org.rekindle.workflows.model.Work;
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

    private final ClusterProfile profile;
    private final Journal journal;
    private final TearDown tearDown;
    private int tries = 1;
    private List<Rung> rungs = List.of();
    private int next;
    private @Nullable Failed didNotComeUp;
    private @Nullable CloudCluster built;

    /** A cluster of ours that is to be deleted, and why. */
    private record Failed(String uuid, String why) {}

    /** Builds under the plan and approval of a teardown, by which also a rung that failed is deleted. */
    public Build(ClusterProfile profile, Journal journal, TearDown tearDown) {
        this.profile = profile;
        this.journal = journal;
        this.tearDown = tearDown;
    }

    /**
     * Climbs the ladder until a cluster stands. Asked again after a failure, it goes on where it was, with the cluster
     * that it had already asked for: starting over would leave that one behind and make a second. Asked again after the whole
     * ladder, it asks for another one: the fleet file may allow a template by now that it did not.
     *
     * @param another gives the ladder as it is when nothing of the first has come up
     */
    public CloudCluster ensureBuilt(String name, Shape shape, List<Rung> ladder, Func<List<Rung>> another) {
        if (next == rungs.size()) {
            rungs = tries == 1 ? ladder : another.apply();
            next = 0;
        }
        CloudCluster cluster = built == null ? climb(name, shape) : built;
        built = cluster;
        deleteTwins(name, cluster.identity().uuid());
        addNodeGroups(cluster, shape);
        return cluster;
    }

    private CloudCluster climb(String name, Shape shape) {
        while (next < rungs.size()) {
            Optional<CloudCluster> stands = tryRung(name, shape, rungs.get(next));
            if (stands.isPresent()) {
                return stands.get();
            }
            next++;
            tries++;
        }
        deleteTwins(name, null);
        throw new StepFailed(
                FailureCode.REFUSED,
                "None of the templates came up. Retry to try them again from the first; if another one fits, add it before"
                        + " under templates: in the fleet file and restart the worker.");
    }

    private Optional<CloudCluster> tryRung(String name, Shape shape, Rung rung) {
        String mark = run() + tries;
        String template = rung.template().name();
        String step = "rebuild from " + template;
        if (didNotComeUp != null) {
            return deleteUnlessUp(didNotComeUp, mark, step, rung);
        }
        journal.note("Create " + name + " from " + template + " (" + rung.kubernetesVersion() + ", chart "
                + rung.chartVersion() + ").");
        RequestOutcome requested = World.ask(
                        MagnumActivities.class,
                        "Create " + name + " from " + template,
                        profile.policy().deadlines().answer())
                .requestCreate(new CreateRequest(
                        profile.inCloud(), name, mark, rung.template().uuid(), shape));
        if (requested instanceof RequestOutcome.Refused refused) {
            journal.decided(new Decision(step, "next template", "Magnum refused it: " + refused.reason()));
            return Optional.empty();
        }
        String uuid = ((RequestOutcome.Accepted) requested).uuid();
        Duration longest = profile.policy().deadlines().create();
        journal.begin(Work.CREATE, name + " (" + uuid + ") to be created from " + template, longest);
        AwaitOutcome awaited = new CreateWait(profile, journal)
                .until(name, uuid, shape.nodeGroups().get(0));
        if (awaited instanceof AwaitOutcome.Reached reached && reached.cluster() != null) {
            journal.done(Work.CREATE);
            journal.decided(new Decision(step, "taken", "It came up. " + rung.why()));
            return Optional.of(reached.cluster());
        }
        journal.stopWaiting();
        Failed failed = new Failed(uuid, why(awaited, longest));
        didNotComeUp = failed;
        return deleteUnlessUp(failed, mark, step, rung);
    }

    /** Looks once more before it deletes: hours may have passed with a human being asked, and users may be at work. */
    private Optional<CloudCluster> deleteUnlessUp(Failed failed, String mark, String step, Rung rung) {
        CloudCluster now = look(failed.uuid());
        if (now != null && now.status().equals("CREATE_COMPLETE")) {
            journal.decided(new Decision(step, "taken", "It came up after all. " + rung.why()));
            didNotComeUp = null;
            return Optional.of(now);
        }
        Decision deleted = new Decision(step, "deleted, next template", failed.why());
        if (!journal.hasDecided(deleted)) {
            journal.decided(deleted);
        }
        deleteOwn(now, failed.uuid(), mark);
        didNotComeUp = null;
        return Optional.empty();
    }

    /** What the marks of all tries of this run begin with: the whole id, since ids of one minute begin alike. */
    private static String run() {
        return Workflow.getInfo().getOriginalExecutionRunId() + "-";
    }

    /**
     * Deletes every cluster of this run but one. Magnum knows no way to say that two requests are the same one, so a create
     * that something on the way sends twice, or delivers after it was given up, makes a second cluster. By now it shows, and
     * nobody has put anything into it.
     *
     * @param kept null when none is to stay
     */
    private void deleteTwins(String name, @Nullable String kept) {
        RunClusters made = World.ask(
                        InventoryActivities.class,
                        "Look whether a create was carried out twice",
                        profile.policy().deadlines().answer())
                .runClusters(new RunClustersOf(profile.inCloud(), name, run()));
        for (RunClusters.RunCluster twin : made.found()) {
            if (!twin.uuid().equals(kept)) {
                journal.decided(new Decision(
                        "twin " + twin.uuid(),
                        "deleted",
                        "It carries this run's mark (" + twin.mark()
                                + ") and is not the cluster that the run goes on with:"
                                + " a create reached Magnum twice."));
                deleteOwn(look(twin.uuid()), twin.uuid(), twin.mark());
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

    private @Nullable CloudCluster look(String uuid) {
        CloudSighting seen = World.ask(
                        MagnumActivities.class,
                        "Look at the cluster that is to go",
                        profile.policy().deadlines().answer())
                .observe(new CloudTarget(profile.inCloud(), uuid));
        return seen.cluster();
    }

    private void deleteOwn(@Nullable CloudCluster own, String uuid, String mark) {
        if (own != null && !tearDown.ensureOwnGone(own.identity(), mark)) {
            throw new StepFailed(
                    FailureCode.GUARD_REFUSED,
                    "The guard kept this run from deleting " + uuid + ", which it created and does not go on with.");
        }
    }

    private void addNodeGroups(CloudCluster cluster, Shape shape) {
        for (NodeGroupShape nodeGroup : shape.nodeGroups().stream().skip(1).toList()) {
            RequestOutcome requested = World.ask(
                            MagnumActivities.class,
                            "Add the node group " + nodeGroup.name(),
                            profile.policy().deadlines().answer())
                    .requestNodeGroup(new NodeGroupRequest(
                            profile.inCloud(), cluster.identity().uuid(), nodeGroup));
            if (requested instanceof RequestOutcome.Refused refused) {
                throw new StepFailed(
                        FailureCode.REFUSED,
                        "Magnum refused the node group " + nodeGroup.name() + ": " + refused.reason());
            }
            // One that was taken although it stays in progress never says COMPLETE again; its node groups do.
            Goal goal = cluster.status().equals("CREATE_COMPLETE") ? Goal.UPDATED : Goal.NODE_GROUP_UPDATED;
            Duration longest = profile.policy().deadlines().nodeGroup();
            journal.begin(Work.NODE_GROUP, "the node group " + nodeGroup.name(), longest);
            AwaitOutcome awaited = MagnumWait.until(
                    new AwaitRequest(
                            profile.inCloud(),
                            cluster.identity().uuid(),
                            goal,
                            nodeGroup.name(),
                            ((RequestOutcome.Accepted) requested).updatedAt(),
                            profile.policy().pollEvery()),
                    "Wait for the node group " + nodeGroup.name(),
                    longest,
                    profile.policy().deadlines().answer());
            if (awaited instanceof AwaitOutcome.Reached) {
                journal.done(Work.NODE_GROUP);
            }
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
