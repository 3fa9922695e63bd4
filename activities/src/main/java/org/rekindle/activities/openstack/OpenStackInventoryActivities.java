// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.RunClusters;
import org.rekindle.workflows.model.RunClustersOf;

/**
 * What belongs to a cluster beside its machines, found by the marks that Kubernetes' OpenStack components leave.
 *
 * <p>Sources of the marks: cloud-provider-openstack names load balancers {@code kube_service_<cluster>_…} and describes
 * floating IPs {@code … from cluster <cluster>}; its Cinder driver writes the metadata
 * {@code cinder.csi.openstack.org/cluster}; cluster-api-janitor-openstack deletes a cluster's volumes with it, except those
 * with the property {@code janitor.capi.azimuth-cloud.com/keep=true}; cluster-api-provider-openstack puts the cluster's name
 * into the names of ports and security groups.
 */
public final class OpenStackInventoryActivities implements InventoryActivities {

    private static final String VOLUME_CLUSTER = "cinder.csi.openstack.org/cluster";
    private static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";
    private static final String CLAIM = "csi.storage.k8s.io/pvc/name";
    private static final String CLAIM_NAMESPACE = "csi.storage.k8s.io/pvc/namespace";

    private final Profiles profiles;
    private final Clouds clouds;

    public OpenStackInventoryActivities(Profiles profiles, Clouds clouds) {
        this.profiles = profiles;
        this.clouds = clouds;
    }

    @Override
    public Inventory volumes(ClusterIdentityOf cluster) {
        Search search = new Search(session(cluster));
        addVolumes(search, cluster.identity());
        return search.inventory();
    }

    @Override
    public Inventory leftOvers(ClusterIdentityOf cluster) {
        Search search = new Search(session(cluster));
        addVolumes(search, cluster.identity());
        String stackId = cluster.identity().stackId();
        if (stackId.isBlank()) {
            search.notLooked.add(
                    "Load balancers, floating IPs, ports and security groups: the cluster never came so far as"
                            + " to have a stack id, by which they are known.");
            return search.inventory();
        }
        search.add(
                "load balancer",
                Call.get(CloudService.LOAD_BALANCER, "/lbaas/loadbalancers"),
                "loadbalancers",
                found -> text(found, "name").startsWith("kube_service_" + stackId + "_"));
        search.add(
                "floating ip",
                Call.get(CloudService.NETWORK, "/floatingips"),
                "floatingips",
                found -> text(found, "description").endsWith("from cluster " + stackId));
        search.add(
                "port",
                Call.get(CloudService.NETWORK, "/ports"),
                "ports",
                found -> text(found, "name").contains(stackId));
        search.add(
                "security group",
                Call.get(CloudService.NETWORK, "/security-groups"),
                "security_groups",
                found -> text(found, "name").contains(stackId));
        return search.inventory();
    }

    @Override
    public RunClusters runClusters(RunClustersOf run) {
        return new RunClusters(clouds.of(profiles.of(run.cluster()).cloud()).magnum().clusters().stream()
                .filter(cluster -> cluster.name().equals(run.name()) && !cluster.isLeaving())
                .flatMap(cluster -> Stream.ofNullable(cluster.runMark())
                        .filter(mark -> mark.startsWith(run.run()))
                        .map(mark -> new RunClusters.RunCluster(cluster.uuid(), cluster.status(), mark)))
                .toList());
    }

    private static void addVolumes(Search search, ClusterIdentity cluster) {
        search.add("volume", Call.get(CloudService.VOLUME, "/volumes/detail"), "volumes", found -> {
            String mark = text(found.path("metadata"), VOLUME_CLUSTER);
            return !mark.isEmpty() && (mark.equals(cluster.stackId()) || mark.equals(cluster.name()));
        });
    }

    private OpenStackSession session(ClusterIdentityOf cluster) {
        return clouds.of(profiles.of(cluster.cluster()).cloud());
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }

    /** Collects what is found, and which services could not be asked; a passing failure is tried again as a whole. */
    private static final class Search {

        private final OpenStackSession session;
        private final List<LeftOver> found = new ArrayList<>();
        private final List<String> notLooked = new ArrayList<>();

        Search(OpenStackSession session) {
            this.session = session;
        }

        void add(String type, Call call, String key, Predicate<JsonNode> isOurs) {
            try {
                Pages.all(session.send(call), session::send, key).stream()
                        .filter(isOurs)
                        .map(node -> leftOver(type, node))
                        .forEach(found::add);
            } catch (ApplicationFailure e) {
                if (FailureCode.valueOf(e.getType()).triedAgain()) {
                    throw e;
                }
                notLooked.add(call.service().label() + ", for a " + type + ": " + e.getOriginalMessage());
            }
        }

        Inventory inventory() {
            return new Inventory(List.copyOf(found), List.copyOf(notLooked));
        }

        private static LeftOver leftOver(String type, JsonNode node) {
            JsonNode metadata = node.path("metadata");
            String claim = text(metadata, CLAIM);
            String name = text(node, "name");
            String called = name.isEmpty() ? text(node, "floating_ip_address") : name;
            return new LeftOver(
                    type,
                    text(node, "id"),
                    claim.isEmpty()
                            ? called
                            : called + " (claim " + text(metadata, CLAIM_NAMESPACE) + "/" + claim + ")",
                    text(metadata, KEEP).equals("true"));
        }
    }
}
