// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import java.util.function.BiConsumer;

/** Asks each service how much the project may have of what, and how much it has. */
final class QuotaLook {

    private final OpenStackSession session;
    private final String projectId;
    private final BiConsumer<CloudService, ApplicationFailure> notTold;
    private final Room room = new Room();

    /** @param notTold is given each service that does not tell, with the reason */
    QuotaLook(OpenStackSession session, String projectId, BiConsumer<CloudService, ApplicationFailure> notTold) {
        this.session = session;
        this.projectId = projectId;
        this.notTold = notTold;
    }

    /** What may be had and is had. What a service does not tell is not in it. */
    Room room() {
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
            notTold.accept(service, failure);
        }
    }

    private void magnum() {
        MagnumService magnum = session.magnum();
        room.put(Resource.CLUSTERS, magnum.quota(projectId), magnum.clusters().size());
    }

    private void nova() {
        JsonNode limits = absolute(CloudService.COMPUTE);
        put(Resource.INSTANCES, limits, "maxTotalInstances", "totalInstancesUsed");
        put(Resource.CORES, limits, "maxTotalCores", "totalCoresUsed");
        put(Resource.RAM, limits, "maxTotalRAMSize", "totalRAMUsed");
    }

    private void cinder() {
        JsonNode limits = absolute(CloudService.VOLUME);
        put(Resource.VOLUMES, limits, "maxTotalVolumes", "totalVolumesUsed");
        put(Resource.GIGABYTES, limits, "maxTotalVolumeGigabytes", "totalGigabytesUsed");
    }

    private void neutron() {
        JsonNode quota = session.send(Call.get(CloudService.NETWORK, "/quotas/" + projectId + "/details.json"))
                .required()
                .body()
                .path("quota");
        put(Resource.NETWORKS, quota.path("network"), "limit", "used");
        put(Resource.SUBNETS, quota.path("subnet"), "limit", "used");
        put(Resource.ROUTERS, quota.path("router"), "limit", "used");
        put(Resource.PORTS, quota.path("port"), "limit", "used");
        put(Resource.SECURITY_GROUPS, quota.path("security_group"), "limit", "used");
        put(Resource.FLOATING_IPS, quota.path("floatingip"), "limit", "used");
    }

    /** Octavia tells no use, so it is counted. */
    private void octavia() {
        JsonNode quota = session.send(Call.get(CloudService.LOAD_BALANCER, "/lbaas/quotas/" + projectId))
                .required()
                .body()
                .path("quota");
        int used = Pages.all(
                        session.send(Call.get(CloudService.LOAD_BALANCER, "/lbaas/loadbalancers")),
                        session::send,
                        "loadbalancers")
                .size();
        room.put(Resource.LOAD_BALANCERS, quota.path("load_balancer").asInt(-1), used);
    }

    private JsonNode absolute(CloudService service) {
        return session.send(Call.get(service, "/limits"))
                .required()
                .body()
                .path("limits")
                .path("absolute");
    }

    /** A limit that is not told is neither 0 nor none. */
    private void put(Resource resource, JsonNode from, String limit, String used) {
        if (from.path(limit).isNumber()) {
            room.put(resource, from.path(limit).asInt(), from.path(used).asInt());
        }
    }
}
