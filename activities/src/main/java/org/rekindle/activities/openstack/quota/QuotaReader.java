// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import java.util.function.BiConsumer;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.Pages;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.activities.openstack.magnum.MagnumService;

/** Asks each service how much the project may have of what, and how much it has. */
public final class QuotaReader {

    private final OpenStackSession session;
    private final String projectId;
    private final BiConsumer<CloudService, ApplicationFailure> notReported;
    private final QuotaHeadroom room = new QuotaHeadroom();

    /** @param notReported is given each service that does not show, with the reason */
    public QuotaReader(
            OpenStackSession session, String projectId, BiConsumer<CloudService, ApplicationFailure> notReported) {
        this.session = session;
        this.projectId = projectId;
        this.notReported = notReported;
    }

    /** What may be had and is had. What a service does not show is not in it. */
    public QuotaHeadroom room() {
        ask(CloudService.MAGNUM, this::magnum);
        ask(CloudService.COMPUTE, this::nova);
        ask(CloudService.VOLUME, this::cinder);
        ask(CloudService.NETWORK, this::neutron);
        ask(CloudService.LOAD_BALANCER, this::octavia);
        return room;
    }

    private void ask(CloudService service, Runnable question) {
        try {
            question.run();
        } catch (ApplicationFailure failure) {
            notReported.accept(service, failure);
        }
    }

    private void magnum() {
        MagnumService magnum = new MagnumService(session);
        room.put(
                QuotaResource.CLUSTERS,
                magnum.quota(projectId),
                magnum.clusters().size());
    }

    private void nova() {
        JsonNode limits = absolute(CloudService.COMPUTE);
        put(QuotaResource.INSTANCES, limits, "maxTotalInstances", "totalInstancesUsed");
        put(QuotaResource.CORES, limits, "maxTotalCores", "totalCoresUsed");
        put(QuotaResource.RAM, limits, "maxTotalRAMSize", "totalRAMUsed");
    }

    private void cinder() {
        JsonNode limits = absolute(CloudService.VOLUME);
        put(QuotaResource.VOLUMES, limits, "maxTotalVolumes", "totalVolumesUsed");
        put(QuotaResource.GIGABYTES, limits, "maxTotalVolumeGigabytes", "totalGigabytesUsed");
    }

    private void neutron() {
        JsonNode quota = session.send(ServiceCall.get(CloudService.NETWORK, "/quotas/" + projectId + "/details.json"))
                .required()
                .body()
                .path("quota");
        put(QuotaResource.NETWORKS, quota.path("network"), "limit", "used");
        put(QuotaResource.SUBNETS, quota.path("subnet"), "limit", "used");
        put(QuotaResource.ROUTERS, quota.path("router"), "limit", "used");
        put(QuotaResource.PORTS, quota.path("port"), "limit", "used");
        put(QuotaResource.SECURITY_GROUPS, quota.path("security_group"), "limit", "used");
        put(QuotaResource.FLOATING_IPS, quota.path("floatingip"), "limit", "used");
    }

    /** Octavia reports no use, so it is counted. */
    private void octavia() {
        JsonNode quota = session.send(ServiceCall.get(CloudService.LOAD_BALANCER, "/lbaas/quotas/" + projectId))
                .required()
                .body()
                .path("quota");
        int used = Pages.all(
                        session.send(ServiceCall.get(CloudService.LOAD_BALANCER, "/lbaas/loadbalancers")),
                        session::send,
                        "loadbalancers")
                .size();
        room.put(QuotaResource.LOAD_BALANCERS, quota.path("load_balancer").asInt(-1), used);
    }

    private JsonNode absolute(CloudService service) {
        return session.send(ServiceCall.get(service, "/limits"))
                .required()
                .body()
                .path("limits")
                .path("absolute");
    }

    /** A limit that is not reported is neither 0 nor none. */
    private void put(QuotaResource resource, JsonNode from, String limit, String used) {
        if (from.path(limit).isNumber()) {
            room.put(resource, from.path(limit).asInt(), from.path(used).asInt());
        }
    }
}
