// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.ApprovalProver;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.api.MagnumActivities.CreateRequest;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.api.MagnumActivities.NodeGroupRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome.Accepted;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome.Refused;
import org.rekindle.workflows.api.MagnumActivities.Templates;
import org.rekindle.workflows.api.MagnumActivities.UpgradeRequest;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterStatus.Action;
import org.rekindle.workflows.model.observation.ClusterStatus.Progress;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.teardown.TeardownGuard;

/**
 * Magnum as the workflows need it.
 *
 * <p>Each request looks first and sends only what is not there yet; {@link VisibilityDelay} covers the moment in which Magnum does
 * not show what it has accepted. A request that Magnum refuses for good is an outcome, unless a look shows that what was
 * asked for is there: then an earlier request of ours arrived late, and was the reason to refuse the second one. What may
 * pass is a failure that is tried again, and the next try begins with a look.
 */
public final class OpenStackMagnumActivities implements MagnumActivities {

    private final Clouds clouds;
    private final Clock clock;
    private final VisibilityDelay secondLook;
    private final ApprovalProver prover;

    /**
     * Over the clouds.
     *
     * @param secondLookAfter how long a request that Magnum accepted may stay invisible; 3 seconds are plenty
     * @param rules of the worker's own fleet file, by which a delete is approved
     */
    public OpenStackMagnumActivities(Clouds clouds, Clock clock, Duration secondLookAfter, ApprovalRules rules) {
        this.clouds = clouds;
        this.clock = clock;
        this.secondLook = new VisibilityDelay(secondLookAfter);
        this.prover = new ApprovalProver(rules);
    }

    @Override
    public CloudSighting observe(CloudTarget target) {
        return new ClusterSearch(magnum(target.cluster())).find(target.cluster(), target.uuid());
    }

    @Override
    public Templates listTemplates(ClusterInCloud cluster) {
        return new TemplateSearch(session(cluster)).all();
    }

    @Override
    public RequestOutcome requestCreate(CreateRequest request) {
        MagnumService magnum = magnum(request.cluster());
        MagnumCluster there = own(magnum, request);
        if (there != null) {
            return new Accepted(there.uuid(), true, null);
        }
        secondLook.orComeBack("cluster " + request.name());
        ServiceAnswer answer = magnum.create(CreateBody.cluster(request));
        // The quota, for one, may be used up by an earlier request of ours that arrived only now.
        if (answer.isRefusal()) {
            MagnumCluster late = own(magnum, request);
            if (late != null) {
                return new Accepted(late.uuid(), true, null);
            }
        }
        return accepted(answer, ClusterUuid.read(answer.body().path("uuid").asText(null)), null);
    }

    /**
     * The cluster that this very request has made, known by its name and the run's mark; null when there is none. There may be
     * two, when a request arrives late that timed out: the run goes on with the first, and {@code Build} deletes the
     * duplicate.
     */
    private static @Nullable MagnumCluster own(MagnumService magnum, CreateRequest request) {
        return magnum.listed().all().stream()
                .filter(cluster -> cluster.name().equals(request.name()))
                // Where the labels cannot be read, the cluster itself says so in a sentence: it may be ours.
                .map(cluster -> withLabels(magnum, cluster))
                .filter(cluster -> request.runMark().equals(cluster.runMark()))
                .filter(cluster -> !cluster.isLeaving())
                .findFirst()
                .orElse(null);
    }

    private static MagnumCluster withLabels(MagnumService magnum, MagnumCluster listed) {
        if (listed.odd().contains("labels")) {
            return required(magnum, listed.uuid());
        }
        return listed;
    }

    @Override
    public RequestOutcome requestNodeGroup(NodeGroupRequest request) {
        MagnumService magnum = magnum(request.cluster());
        String name = request.nodeGroup().name();
        if (magnum.nodeGroup(request.uuid(), name) != null) {
            return new Accepted(request.uuid(), true, null);
        }
        MagnumCluster cluster = required(magnum, request.uuid());
        secondLook.orComeBack("node group " + name);
        boolean scales = Boolean.parseBoolean(cluster.allLabels().get(ClusterMapping.AUTOSCALING));
        ServiceAnswer answer =
                magnum.createNodeGroup(request.uuid(), CreateBody.nodeGroup(request.nodeGroup(), scales));
        if (answer.isRefusal() && magnum.nodeGroup(request.uuid(), name) != null) {
            return doneMeanwhile(request.uuid(), cluster);
        }
        return accepted(answer, request.uuid(), cluster);
    }

    @Override
    public RequestOutcome requestUpgrade(UpgradeRequest request) {
        MagnumService magnum = magnum(request.cluster());
        ClusterUuid uuid = request.identity().uuid();
        MagnumCluster before = required(magnum, uuid);
        if (before.templateId().equals(request.templateId())) {
            return new Accepted(uuid, true, null);
        }
        secondLook.orComeBack("the upgrade of cluster " + uuid);
        ServiceAnswer answer = magnum.upgrade(uuid, request.templateId());
        if (answer.status() >= 500 && hasFailed(magnum.cluster(uuid), request.templateId())) {
            // Magnum passes on a failed helm run as a 500, after it has moved the cluster to the new template for good.
            return new Refused(answer.status(), answer.reason());
        }
        if (answer.isRefusal() && hasMoved(magnum.cluster(uuid), request.templateId())) {
            return doneMeanwhile(uuid, before);
        }
        return accepted(answer, uuid, before);
    }

    /** The only way to the delete call. */
    @Override
    public RequestOutcome requestDelete(DeleteRequest request) {
        MagnumService magnum = magnum(request.cluster());
        ClusterUuid uuid = request.identity().uuid();
        MagnumCluster before = magnum.cluster(uuid);
        if (before == null || isGoing(before)) {
            return new Accepted(uuid, true, null);
        }
        guard(request, ClusterMapping.cluster(before, magnum.nodeGroups(uuid)));
        secondLook.orComeBack("the delete of cluster " + uuid);
        ServiceAnswer answer = magnum.delete(uuid);
        boolean isUnderWay = answer.isNotFound() || (answer.isRefusal() && isGoing(magnum.cluster(uuid)));
        if (isUnderWay) {
            return new Accepted(uuid, true, null);
        }
        return accepted(answer, uuid, before);
    }

    @Override
    public AwaitOutcome await(AwaitRequest request) {
        return new ClusterWait(magnum(request.cluster()), clock).look(request);
    }

    private void guard(DeleteRequest request, CloudCluster fresh) {
        Instant now = clock.instant();
        List<String> refusals = TeardownGuard.refusals(request, fresh, prover.prove(request, now), now);
        if (!refusals.isEmpty()) {
            throw Failures.of(
                    FailureCode.GUARD_REFUSED,
                    "Cluster " + request.identity().uuid() + " is not deleted. " + String.join(" ", refusals));
        }
    }

    private static boolean hasFailed(@Nullable MagnumCluster after, String templateId) {
        return after != null && hasMoved(after, templateId) && after.status().is(Action.UPDATE, Progress.FAILED);
    }

    private static boolean hasMoved(@Nullable MagnumCluster after, String templateId) {
        return after != null && after.templateId().equals(templateId);
    }

    private static boolean isGoing(@Nullable MagnumCluster cluster) {
        return cluster == null || cluster.status().is(Action.DELETE, Progress.IN_PROGRESS);
    }

    /**
     * A refusal of what is there, and was not when we looked: something on the way sent the request twice, and the answer to
     * the second came back. So it was accepted.
     */
    private static Accepted doneMeanwhile(ClusterUuid uuid, MagnumCluster before) {
        return new Accepted(uuid, true, before.updatedAt());
    }

    private static MagnumCluster required(MagnumService magnum, ClusterUuid uuid) {
        MagnumCluster cluster = magnum.cluster(uuid);
        if (cluster == null) {
            throw Failures.of(FailureCode.NOT_FOUND, "Magnum knows no cluster " + uuid + ".");
        }
        return cluster;
    }

    private static RequestOutcome accepted(
            ServiceAnswer answer, @Nullable ClusterUuid uuid, @Nullable MagnumCluster before) {
        if (answer.isSuccess() && uuid != null) {
            return new Accepted(uuid, false, before == null ? null : before.updatedAt());
        }
        if (answer.isRefusal()) {
            return new Refused(answer.status(), answer.reason());
        }
        if (answer.isSuccess()) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE, "Magnum accepted the request without a UUID. " + answer.reason());
        }
        throw answer.failure();
    }

    private MagnumService magnum(ClusterInCloud cluster) {
        return new MagnumService(session(cluster));
    }

    private OpenStackSession session(ClusterInCloud cluster) {
        return clouds.of(cluster.cloud());
    }
}
