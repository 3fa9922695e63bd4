// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.NotUnderstood;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Finds the cluster that is meant. Names are not unique in Magnum; of several clusters of one name the one that is not being
 * deleted is meant, and when that does not settle it, Rekindle does not guess.
 */
public final class ClusterSearch {

    private final MagnumService magnum;

    /** A search in one Magnum. */
    public ClusterSearch(MagnumService magnum) {
        this.magnum = magnum;
    }

    /**
     * Finds it.
     *
     * @param uuid null for the cluster that the fleet file names
     */
    public CloudSighting find(ClusterInCloud wanted, @Nullable ClusterUuid uuid) {
        if (uuid != null) {
            return byUuid(uuid, "");
        }
        ClusterUuid named = ClusterUuid.read(wanted.magnum());
        if (named != null) {
            return byUuid(named, "");
        }
        return byName(wanted);
    }

    private CloudSighting byUuid(ClusterUuid uuid, String remark) {
        MagnumCluster cluster = magnum.cluster(uuid);
        if (cluster == null) {
            return new CloudSighting(null, "Magnum knows no cluster " + uuid + ".");
        }
        return new CloudSighting(ClusterMapping.cluster(cluster, magnum.nodeGroupsWithBounds(uuid)), remark);
    }

    private CloudSighting byName(ClusterInCloud wanted) {
        String name = wanted.magnum();
        MagnumService.Listed listed = magnum.listed();
        List<MagnumCluster> named = listed.named(name);
        if (named.isEmpty()) {
            perhapsOdd(listed, name);
            return new CloudSighting(null, "Magnum knows no cluster named " + name + ".");
        }
        List<MagnumCluster> staying =
                named.stream().filter(cluster -> !cluster.isLeaving()).toList();
        if (named.size() > 1 && staying.size() != 1) {
            throw Failures.of(
                    FailureCode.AMBIGUOUS,
                    named.size() + " clusters are named " + name + ": " + inWords(named)
                            + ". Put the UUID of the one that is meant into the fleet file, in place of the name of cluster "
                            + wanted.cluster() + ".");
        }
        if (named.size() == 1) {
            return byUuid(named.get(0).uuid(), "");
        }
        MagnumCluster meant = staying.get(0);
        return byUuid(
                meant.uuid(),
                named.size() + " clusters are named " + name + ": " + inWords(named) + ". Only " + meant.uuid()
                        + " is not being deleted, so it is meant.");
    }

    /** That a cluster is gone must not be read out of entries that cannot be read. */
    private static void perhapsOdd(MagnumService.Listed listed, String name) {
        List<String> nameless = listed.all().stream()
                .filter(cluster -> cluster.name().isBlank())
                .map(cluster -> cluster.uuid().value())
                .toList();
        if (!nameless.isEmpty()) {
            throw NotUnderstood.of(
                    listed.answer(),
                    "no cluster is named " + name + ", and the field name of " + String.join(", ", nameless));
        }
    }

    private static String inWords(List<MagnumCluster> clusters) {
        return clusters.stream()
                .map(cluster -> cluster.uuid() + " (" + cluster.status() + ")")
                .collect(Collectors.joining(", "));
    }
}
