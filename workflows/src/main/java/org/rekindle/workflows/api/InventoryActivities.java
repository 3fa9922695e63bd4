// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.observation.Shape;

/** What the cloud holds beside the machines. */
@ActivityInterface(namePrefix = "Inventory.")
public interface InventoryActivities {

    /** Volumes that belong to the cluster and would go with it, and those that are asked for by their UUIDs. */
    Inventory volumes(VolumesOf cluster);

    /**
     * Sees to it that each of these volumes carries the janitor's keep property: looks, sets it only where it is missing, and
     * looks again.
     */
    Protection protect(ClusterIdentityOf cluster);

    /** How the cluster's volumes were claimed, without a question to the cluster. */
    CloudClaims claims(ClusterIdentityOf cluster);

    /** What still carries the cluster's mark. */
    Inventory leftOvers(ClusterIdentityOf cluster);

    /** The clusters that carry a run's mark: more than it knows of, when a create reached Magnum twice. */
    RunClusters runClusters(RunClustersOf run);

    /** How much the project may have, has, and would need. */
    QuotaSighting quota(QuotaQuestion question);

    /**
     * All that a rebuild rests on, read at one moment. Fails when a service does not report its part; of the quota, only what is
     * asked for must be there.
     */
    RebuildSighting rebuildFacts(RebuildQuestion question);

    /** A cluster of the fleet file, and which Magnum cluster is meant. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ClusterIdentityOf(ClusterInCloud cluster, ClusterIdentity identity) {}

    /**
     * Asks for volumes.
     *
     * @param claimed UUIDs of volumes that the cluster's own claims name: one that has outlived an earlier rebuild carries the mark of
     *     the cluster that made it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record VolumesOf(ClusterInCloud cluster, ClusterIdentity identity, List<String> claimed) {

        /** A history from before claims were asked for names none. */
        public VolumesOf {
            claimed = List.copyOf(Objects.requireNonNullElse(claimed, List.of()));
        }
    }

    /**
     * How volumes were claimed, by Cinder's word.
     *
     * @param notLooked why volumes could not be listed, if so
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CloudClaims(List<CloudClaim> claims, List<String> notLooked) {}

    /**
     * What came of protecting a cluster's volumes.
     *
     * @param notSet volumes that could not get it, a sentence each
     * @param seen the cluster's volumes, looked at again after the last one was set
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Protection(List<String> notSet, Inventory seen) {}

    /**
     * Asks whether there is room.
     *
     * @param templateId of the cluster, which fills in what a shape leaves open
     * @param now the shape that the cluster has
     * @param wanted the shape that it would be rebuilt in
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record QuotaQuestion(ClusterInCloud cluster, String templateId, Shape now, Shape wanted) {}

    /**
     * Asks for all that a rebuild rests on.
     *
     * @param cluster where it is
     * @param uuid of the cluster that would be deleted
     * @param shape what would be built
     * @param templates the names or UUIDs of the templates that it would be built from
     * @param resources whose quota must be reported, by the names that a {@link QuotaLine} has; empty for "as far as it is
     *     reported"
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RebuildQuestion(
            ClusterInCloud cluster, ClusterUuid uuid, Shape shape, List<String> templates, List<String> resources) {}

    /**
     * What a rebuild rests on, as it was seen.
     *
     * @param facts null when the cluster that would be deleted is gone or being deleted: then there is nothing left to keep
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RebuildSighting(@Nullable RebuildFacts facts) {}

    /** The clusters that carry a run's mark and are not being deleted. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RunClusters(List<RunCluster> found) {

        /**
         * One of them.
         *
         * @param mark the mark of the try that it was made in
         */
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record RunCluster(ClusterUuid uuid, String status, RunMark mark) {}
    }

    /**
     * Asks for the clusters that a run has made.
     *
     * @param cluster where the cluster is
     * @param name the name in Magnum
     * @param run what the marks of all the run's tries begin with
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RunClustersOf(ClusterInCloud cluster, String name, String run) {}
}
