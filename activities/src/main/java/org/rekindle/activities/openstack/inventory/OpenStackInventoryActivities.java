// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rekindle.activities.openstack.catalog.CreateFactsReader;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.magnum.ClusterSearch;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.activities.openstack.magnum.TemplateSearch;
import org.rekindle.activities.openstack.quota.QuotaComparison;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.api.InventoryActivities.Protection;
import org.rekindle.workflows.api.InventoryActivities.QuotaQuestion;
import org.rekindle.workflows.api.InventoryActivities.RebuildQuestion;
import org.rekindle.workflows.api.InventoryActivities.RebuildSighting;
import org.rekindle.workflows.api.InventoryActivities.RunClusters;
import org.rekindle.workflows.api.InventoryActivities.RunClustersOf;
import org.rekindle.workflows.api.InventoryActivities.VolumesOf;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterStatus.Action;
import org.rekindle.workflows.model.observation.ClusterStatus.Progress;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Finds what belongs to a cluster outside Magnum by its {@link OwnershipMatcher}. It deletes nothing, and changes one thing
 * alone: the property that keeps a volume.
 */
public final class OpenStackInventoryActivities implements InventoryActivities {

    private final Clouds clouds;

    /** The inventory of these clouds. */
    public OpenStackInventoryActivities(Clouds clouds) {
        this.clouds = clouds;
    }

    /**
     * The volumes. cluster-api-janitor-openstack deletes a cluster's volumes with it, except those with the property
     * {@code janitor.capi.azimuth-cloud.com/keep=true}. One that is asked for by its UUID is among them whatever its mark says.
     */
    @Override
    public Inventory volumes(VolumesOf asked) {
        OpenStackSession session = clouds.of(asked.cluster().cloud());
        Set<String> claimed = Set.copyOf(asked.claimed());
        LeftOverSearch search = new LeftOverSearch(session, asked.identity(), claimed);
        Inventory volumes = search.volumes();
        if (claimed.isEmpty()) {
            return volumes;
        }
        OwnershipMatcher marks = new OwnershipMatcher(asked.identity());
        List<LeftOver> found = new ArrayList<>();
        List<JsonNode> named = new ArrayList<>();
        search.nodes().forEach((volume, node) -> {
            found.add(marks.isOnStorage(node) ? volume : outOfReach(volume));
            if (claimed.contains(volume.id())) {
                named.add(node);
            }
        });
        return new Inventory(
                found, volumes.notLooked(), new VolumeUsers(new MagnumService(session), asked.identity()).of(named));
    }

    /** The janitor of a cluster takes what carries the cluster's mark, and nothing else. */
    private static LeftOver outOfReach(LeftOver volume) {
        return new LeftOver(volume.type(), volume.id(), volume.name(), true);
    }

    /** The driver of Cinder writes the claim into the metadata of each volume that it makes. */
    @Override
    public CloudClaims claims(ClusterIdentityOf cluster) {
        LeftOverSearch search = new LeftOverSearch(clouds.of(cluster.cluster().cloud()), cluster.identity());
        Inventory volumes = search.volumes();
        return new CloudClaims(
                search.nodes().values().stream()
                        .flatMap(volume -> ClaimMetadata.of(volume).stream())
                        .toList(),
                volumes.notLooked());
    }

    @Override
    public Protection protect(ClusterIdentityOf cluster) {
        return new VolumeProtection(clouds.of(cluster.cluster().cloud()), cluster.identity()).ensure();
    }

    @Override
    public Inventory leftOvers(ClusterIdentityOf cluster) {
        return search(cluster).everything();
    }

    @Override
    public RunClusters runClusters(RunClustersOf run) {
        return new RunClusters(new MagnumService(clouds.of(run.cluster().cloud()))
                .clusters().stream()
                        .filter(cluster -> cluster.name().equals(run.name()) && !cluster.isGoing())
                        .flatMap(cluster -> Stream.ofNullable(cluster.runMark())
                                .filter(mark -> mark.value().startsWith(run.run()))
                                .map(mark -> new RunClusters.RunCluster(
                                        cluster.uuid(), cluster.status().raw(), mark)))
                        .toList());
    }

    @Override
    public QuotaSighting quota(QuotaQuestion question) {
        return new QuotaComparison(clouds.of(question.cluster().cloud())).to(question);
    }

    @Override
    public RebuildSighting rebuildFacts(RebuildQuestion question) {
        OpenStackSession session = clouds.of(question.cluster().cloud());
        CloudCluster old = new ClusterSearch(new MagnumService(session))
                .find(question.cluster(), question.uuid())
                .cluster();
        if (old == null || old.status().is(Action.DELETE, Progress.IN_PROGRESS)) {
            return new RebuildSighting(null);
        }
        QuotaSighting quota = new QuotaComparison(session)
                .to(new QuotaQuestion(question.cluster(), old.templateId(), old.shape(), question.shape()));
        requireResources(quota, question.resources());
        return new RebuildSighting(new RebuildFacts(
                old,
                new TemplateSearch(session).all().templates(),
                new CreateFactsReader(session).at(question.shape(), question.templates()),
                quota));
    }

    /** A service that showed its quota before and does not now is asked again, as long as there is time. */
    private static void requireResources(QuotaSighting quota, List<String> resources) {
        List<String> known = quota.lines().stream().map(QuotaLine::resource).toList();
        List<String> lacking =
                resources.stream().filter(each -> !known.contains(each)).toList();
        if (!lacking.isEmpty()) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "No service reports the quota of " + String.join(", ", lacking) + ". "
                            + String.join(" ", quota.notLooked()));
        }
    }

    private LeftOverSearch search(ClusterIdentityOf cluster) {
        return new LeftOverSearch(clouds.of(cluster.cluster().cloud()), cluster.identity());
    }
}
