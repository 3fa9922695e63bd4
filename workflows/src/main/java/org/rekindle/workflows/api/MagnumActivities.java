// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.ratelimit.Permit;

/** OpenStack Magnum. Every request is looked up before it is sent, so that asking twice does it once. */
@ActivityInterface(namePrefix = "Magnum.")
public interface MagnumActivities {

    /**
     * The cluster as Magnum reports it: one certain cluster by UUID, else the one that the fleet file names. A missing cluster is
     * an answer, not a failure.
     */
    CloudSighting observe(CloudTarget target);

    /** All templates that can be seen, with what their images say. */
    Templates listTemplates(ClusterInCloud cluster);

    /** Asks for a cluster, unless the run already has one by its mark. */
    RequestOutcome requestCreate(CreateRequest request);

    /** Asks for a node group, unless one of its name is there. */
    RequestOutcome requestNodeGroup(NodeGroupRequest request);

    /** Asks for an upgrade, unless the cluster already has the template. */
    RequestOutcome requestUpgrade(UpgradeRequest request);

    /** Asks for a delete, if the guard lets it pass after a fresh look at the cluster's identity. */
    RequestOutcome requestDelete(DeleteRequest request);

    /** Waits by looking again and again; the deadline is the caller's. The last failure says what was last seen. */
    AwaitOutcome await(AwaitRequest request);

    /** How a wait ended. The workflow, which owns the deadline, reports when the time is over. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AwaitOutcome.Reached.class, name = "reached"),
        @JsonSubTypes.Type(value = AwaitOutcome.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = AwaitOutcome.TimedOut.class, name = "timed-out")
    })
    sealed interface AwaitOutcome {

        /** The goal was reached. {@code cluster} is null when the goal was that it is gone. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Reached(@Nullable CloudCluster cluster) implements AwaitOutcome {}

        /** Magnum says that it failed, in Magnum's own words. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Failed(String status, String reason) implements AwaitOutcome {}

        /** Our own deadline passed; {@code lastSeen} is the last thing that was seen. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record TimedOut(String lastSeen) implements AwaitOutcome {}
    }

    /**
     * Waits for a cluster to reach a goal.
     *
     * @param nodeGroup waits for this node group instead of the cluster, null for the cluster
     * @param knownUpdatedAt the cluster's last change before the request; a COMPLETE with the same time does not count
     * @param pollEvery pause between two looks
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AwaitRequest(
            ClusterInCloud cluster,
            ClusterUuid uuid,
            Goal goal,
            @Nullable String nodeGroup,
            @Nullable Instant knownUpdatedAt,
            Duration pollEvery) {}

    /**
     * What Magnum says of a cluster.
     *
     * @param cluster null when Magnum knows no such cluster
     * @param detail one sentence when there is none, or when the name fits several
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CloudSighting(@Nullable CloudCluster cluster, String detail) {}

    /**
     * A cluster of the fleet file, or one certain cluster in its cloud.
     *
     * @param uuid null for the one that the fleet file names
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CloudTarget(ClusterInCloud cluster, @Nullable ClusterUuid uuid) {}

    /**
     * Asks for a cluster.
     *
     * @param name its name in Magnum
     * @param runMark written into the label {@code rekindle_run}: a create that is asked for again finds its own cluster by it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CreateRequest(ClusterInCloud cluster, String name, RunMark runMark, String templateId, Shape shape) {}

    /** Asks for a cluster to be deleted. It carries all that the guard looks at but the keys of approvers, so that the guard can stand
     * right before the call.
     *
     * @param requestedBy who started the run, null when it is not known
     * @param runMark set when the cluster to delete is one that this very run created and that did not come up
     * @param permit of the teardown rate limit; null for a cluster that this very run created
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record DeleteRequest(
            ClusterInCloud cluster,
            ClusterIdentity identity,
            SealedPlan plan,
            Approval approval,
            @Nullable String requestedBy,
            @Nullable RunMark runMark,
            @Nullable Permit permit) {}

    /** What is waited for in Magnum. */
    enum Goal {
        /** {@code CREATE_COMPLETE}. */
        CREATED,
        /** {@code UPDATE_COMPLETE} after the last change we know. */
        UPDATED,
        /** The node group is complete, even though the cluster is not, as one that waits for an add-on for ever. */
        NODE_GROUP_UPDATED,
        /** Magnum knows the cluster no longer. */
        GONE
    }

    /** Asks for one more node group. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NodeGroupRequest(ClusterInCloud cluster, ClusterUuid uuid, NodeGroupShape nodeGroup) {}

    /** What came of a request to Magnum. Accepted does not prove that the work is or will be done. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RequestOutcome.Accepted.class, name = "accepted"),
        @JsonSubTypes.Type(value = RequestOutcome.Refused.class, name = "refused")
    })
    sealed interface RequestOutcome {

        /**
         * Magnum has taken the request.
         *
         * @param alreadyThere true when an earlier request of the same run had already done it, and nothing was sent
         * @param updatedAt the cluster's last change before the request: a COMPLETE with the same time is an old one
         */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Accepted(
                ClusterUuid uuid,
                boolean alreadyThere,
                @Nullable Instant updatedAt) implements RequestOutcome {}

        /**
         * Refused for good: asking again will not help.
         *
         * @param status HTTP status
         * @param reason Magnum's own words, with its request id
         */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Refused(int status, String reason) implements RequestOutcome {}
    }

    /** The templates that a project can see. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Templates(List<Template> templates) {}

    /** Asks for an upgrade to another template. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record UpgradeRequest(ClusterInCloud cluster, ClusterIdentity identity, String templateId) {}
}
