// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The Load Balancer API v2, for reading and for deleting, which takes it half a minute. */
public final class Octavia {

    private static final String PATH = "/load-balancer";

    private final CloudInventory inventory;

    private static final Duration DELETE = Duration.ofSeconds(30);

    private final Deletes deletes;
    private final Map<String, Instant> going = new ConcurrentHashMap<>();

    public Octavia(CloudInventory inventory, Deletes deletes) {
        this.inventory = inventory;
        this.deletes = deletes;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        routes.get(PATH, "octavia.versions", call -> Discovery.versions("v2.0", call.baseUrl() + PATH + "/v2"));
        for (String version : List.of("/v2", "/v2.0")) {
            String balancers = PATH + version + "/lbaas/loadbalancers";
            routes.get(balancers, "octavia.list", gatekeeper.guard(this::list))
                    .get(balancers + "/{balancer}", "octavia.show", gatekeeper.guard(this::show))
                    .add(
                            HandlerType.DELETE,
                            balancers + "/{balancer}",
                            "octavia.delete",
                            gatekeeper.guard(this::delete))
                    .get(PATH + version + "/lbaas/quotas/{project}", "octavia.quota", gatekeeper.guard(this::quota));
        }
    }

    private Reply list(ApiCall call, Caller caller) {
        String name = call.query("name");
        return Reply.ok(JsonFields.of(
                "loadbalancers",
                own(caller).stream()
                        .filter(balancer -> name == null || balancer.name().equals(name))
                        .map(this::view)
                        .toList()));
    }

    private Reply show(ApiCall call, Caller caller) {
        Optional<CloudInventory.LoadBalancer> found = own(caller).stream()
                .filter(balancer -> balancer.id().equals(call.segment("balancer")))
                .findFirst();
        return found.map(balancer -> Reply.ok(JsonFields.of("loadbalancer", view(balancer))))
                .orElseGet(() -> Discovery.notFound("Load Balancer " + call.segment("balancer")));
    }

    /** Without {@code cascade} Octavia keeps a load balancer that has listeners, and here all of them have. */
    private Reply delete(ApiCall call, Caller caller) {
        return own(caller).stream()
                .filter(balancer -> balancer.id().equals(call.segment("balancer")))
                .findFirst()
                .map(balancer -> deletes.carryOut(
                        call,
                        "loadbalancer " + balancer.id(),
                        objection(call, balancer),
                        Reply.noContent(),
                        () -> going.put(
                                balancer.id(),
                                deletes.clock().now().plus(deletes.clock().real(DELETE)))))
                .orElseGet(() -> Discovery.notFound("Load Balancer " + call.segment("balancer")));
    }

    private @Nullable Reply objection(ApiCall call, CloudInventory.LoadBalancer balancer) {
        if (!"true".equals(call.query("cascade"))) {
            return Reply.of(
                    400,
                    JsonFields.of(
                            "faultstring", "Cannot delete Load Balancer " + balancer.id() + " - it has children"));
        }
        if (!going.containsKey(balancer.id())) {
            return null;
        }
        return Reply.of(
                409,
                JsonFields.of(
                        "faultstring", "Load Balancer " + balancer.id() + " is immutable and cannot be updated."));
    }

    private Reply quota(ApiCall call, Caller caller) {
        if (!call.segment("project").equals(caller.projectId())) {
            return Reply.of(403, JsonFields.of("faultstring", "Policy does not allow this request to be performed."));
        }
        return Reply.ok(JsonFields.of(
                "quota", JsonFields.of("load_balancer", inventory.quotas().loadBalancers())));
    }

    private List<CloudInventory.LoadBalancer> own(Caller caller) {
        inventory.loadBalancers().stream()
                .filter(balancer -> going.containsKey(balancer.id())
                        && !deletes.clock().now().isBefore(going.get(balancer.id())))
                .forEach(inventory::remove);
        return inventory.loadBalancers().stream()
                .filter(balancer -> balancer.projectId().equals(caller.projectId()))
                .toList();
    }

    private JsonFields view(CloudInventory.LoadBalancer balancer) {
        return new JsonFields()
                .with("id", balancer.id())
                .with("name", balancer.name())
                .with("description", "")
                .with("provisioning_status", going.containsKey(balancer.id()) ? "PENDING_DELETE" : "ACTIVE")
                .with("operating_status", "ONLINE")
                .with("admin_state_up", true)
                .with("project_id", balancer.projectId())
                .with("vip_address", balancer.vip())
                .with("vip_port_id", CloudInventory.vipPort(balancer.id()))
                .with("provider", "amphora")
                .with("listeners", List.of())
                .with("pools", List.of())
                .with("tags", List.of());
    }
}
