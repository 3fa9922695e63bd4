// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.time.Duration;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.api.MagnumActivities.NodeGroupRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterStatus.Action;
import org.rekindle.workflows.model.observation.ClusterStatus.Progress;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Work;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.MagnumWait;
import org.rekindle.workflows.run.RunContext;

/** Adds to a new cluster the node groups beside its first one, one after the other. */
final class AddNodeGroups {

    private final RunContext run;

    AddNodeGroups(RunContext run) {
        this.run = run;
    }

    void to(CloudCluster cluster, Shape shape) {
        for (NodeGroupShape nodeGroup : shape.nodeGroups().stream().skip(1).toList()) {
            run.operator().step(BuildCluster.STEP).untilSucceeded(() -> add(cluster, nodeGroup));
            run.state().note("The node group " + nodeGroup.name() + " is there.");
        }
    }

    private Attempt<Boolean> add(CloudCluster cluster, NodeGroupShape nodeGroup) {
        RequestOutcome requested = ActivityStubs.remote(
                        MagnumActivities.class,
                        "Add the node group " + nodeGroup.name(),
                        run.profile().policy().deadlines().request())
                .requestNodeGroup(new NodeGroupRequest(
                        run.profile().inCloud(), cluster.identity().uuid(), nodeGroup));
        if (requested instanceof RequestOutcome.Refused refused) {
            return Attempt.failed(
                    FailureCode.REFUSED, "Magnum refused the node group " + nodeGroup.name() + ": " + refused.reason());
        }
        Duration longest = run.profile().policy().deadlines().nodeGroup();
        run.waits().begin(Work.NODE_GROUP, "the node group " + nodeGroup.name(), longest);
        AwaitOutcome awaited = await(cluster, nodeGroup, (RequestOutcome.Accepted) requested, longest);
        if (awaited instanceof AwaitOutcome.Reached) {
            run.waits().done(Work.NODE_GROUP);
            return Attempt.succeeded(true);
        }
        run.waits().stopWaiting();
        return Attempt.failed(
                FailureCode.REFUSED,
                "The node group " + nodeGroup.name() + " did not come up: "
                        + Sentences.of(CreateOutcome.whyNotUp(awaited, longest)));
    }

    private AwaitOutcome await(
            CloudCluster cluster, NodeGroupShape nodeGroup, RequestOutcome.Accepted accepted, Duration longest) {
        // A cluster that was taken although it stays in progress never says COMPLETE again; its node groups do.
        Goal goal = cluster.status().is(Action.CREATE, Progress.COMPLETE) ? Goal.UPDATED : Goal.NODE_GROUP_UPDATED;
        return MagnumWait.until(
                new AwaitRequest(
                        run.profile().inCloud(),
                        cluster.identity().uuid(),
                        goal,
                        nodeGroup.name(),
                        accepted.updatedAt(),
                        run.profile().policy().pollEvery()),
                "Wait for the node group " + nodeGroup.name(),
                longest,
                run.profile().policy().deadlines().request());
    }
}
