// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.Protection;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaQuestion;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.RebuildFacts;
import org.rekindle.workflows.model.RebuildQuestion;
import org.rekindle.workflows.model.RebuildSighting;
import org.rekindle.workflows.model.RunClusters;
import org.rekindle.workflows.model.RunClustersOf;

/** What belongs to a cluster beside Magnum's books, found by its {@link Marks}. It deletes nothing, and changes one thing alone: the property that keeps a volume. */
public final class OpenStackInventoryActivities implements InventoryActivities {

    private final Clouds clouds;

    public OpenStackInventoryActivities(Clouds clouds) {
        this.clouds = clouds;
    }

    /**
     * The volumes. cluster-api-janitor-openstack deletes a cluster's volumes with it, except those with the property
     * {@code janitor.capi.azimuth-cloud.com/keep=true}.
     */
    @Override
    public Inventory volumes(ClusterIdentityOf cluster) {
        return search(cluster).volumes();
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
        return new RunClusters(clouds.of(run.cluster().cloud()).magnum().clusters().stream()
                .filter(cluster -> cluster.name().equals(run.name()) && !cluster.isGoing())
                .flatMap(cluster -> Stream.ofNullable(cluster.runMark())
                        .filter(mark -> mark.startsWith(run.run()))
                        .map(mark -> new RunClusters.RunCluster(cluster.uuid(), cluster.status(), mark)))
                .toList());
    }

    @Override
    public QuotaSighting quota(QuotaQuestion question) {
        return new QuotaAnswer(clouds.of(question.cluster().cloud())).to(question);
    }

    @Override
    public RebuildSighting rebuildFacts(RebuildQuestion question) {
        OpenStackSession session = clouds.of(question.cluster().cloud());
        CloudCluster old = new ClusterSearch(session.magnum())
                .find(question.cluster(), question.uuid())
                .cluster();
        if (old == null || old.status().equals("DELETE_IN_PROGRESS")) {
            return new RebuildSighting(null);
        }
        QuotaSighting quota = new QuotaAnswer(session)
                .to(new QuotaQuestion(question.cluster(), old.templateId(), old.shape(), question.shape()));
        mustTell(quota, question.resources());
        return new RebuildSighting(new RebuildFacts(
                old,
                new TemplateSearch(session).all().templates(),
                new CreateLook(session).at(question.shape(), question.templates()),
                quota));
    }

    /** A service that told it before and does not now is asked again, as long as there is time. */
    private static void mustTell(QuotaSighting quota, List<String> resources) {
        List<String> told = quota.lines().stream().map(QuotaLine::resource).toList();
        List<String> lacking =
                resources.stream().filter(each -> !told.contains(each)).toList();
        if (!lacking.isEmpty()) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "Nothing is told of the quota of " + String.join(", ", lacking) + ". "
                            + String.join(" ", quota.notLooked()));
        }
    }

    private LeftOverSearch search(ClusterIdentityOf cluster) {
        return new LeftOverSearch(clouds.of(cluster.cluster().cloud()), cluster.identity());
    }
}
