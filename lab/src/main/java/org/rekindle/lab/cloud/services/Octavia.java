// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.List;
import java.util.Optional;
import org.rekindle.lab.cloud.http.Call;
import org.rekindle.lab.cloud.http.Json;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The Load Balancer API v2, for reading. */
public final class Octavia {

    private static final String PATH = "/load-balancer";

    private final Inventory inventory;

    public Octavia(Inventory inventory) {
        this.inventory = inventory;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        routes.get(PATH, "octavia.versions", call -> Discovery.versions("v2.0", call.baseUrl() + PATH + "/v2"));
        for (String version : List.of("/v2", "/v2.0")) {
            String balancers = PATH + version + "/lbaas/loadbalancers";
            routes.get(balancers, "octavia.list", gatekeeper.guard(this::list))
                    .get(balancers + "/{balancer}", "octavia.show", gatekeeper.guard(this::show))
                    .get(PATH + version + "/lbaas/quotas/{project}", "octavia.quota", gatekeeper.guard(this::quota));
        }
    }

    private Reply list(Call call, Caller caller) {
        String name = call.query("name");
        return Reply.ok(Json.of(
                "loadbalancers",
                own(caller).stream()
                        .filter(balancer -> name == null || balancer.name().equals(name))
                        .map(Octavia::view)
                        .toList()));
    }

    private Reply show(Call call, Caller caller) {
        Optional<Inventory.LoadBalancer> found = own(caller).stream()
                .filter(balancer -> balancer.id().equals(call.segment("balancer")))
                .findFirst();
        return found.map(balancer -> Reply.ok(Json.of("loadbalancer", view(balancer))))
                .orElseGet(() -> Discovery.notFound("Load Balancer " + call.segment("balancer")));
    }

    private Reply quota(Call call, Caller caller) {
        return call.segment("project").equals(caller.projectId())
                ? Reply.ok(Json.of(
                        "quota", Json.of("load_balancer", inventory.quotas().loadBalancers())))
                : Reply.of(403, Json.of("faultstring", "Policy does not allow this request to be performed."));
    }

    private List<Inventory.LoadBalancer> own(Caller caller) {
        return inventory.loadBalancers().stream()
                .filter(balancer -> balancer.projectId().equals(caller.projectId()))
                .toList();
    }

    private static Json view(Inventory.LoadBalancer balancer) {
        return new Json()
                .with("id", balancer.id())
                .with("name", balancer.name())
                .with("description", "")
                .with("provisioning_status", "ACTIVE")
                .with("operating_status", "ONLINE")
                .with("admin_state_up", true)
                .with("project_id", balancer.projectId())
                .with("vip_address", balancer.vip())
                .with("provider", "amphora")
                .with("listeners", List.of())
                .with("pools", List.of())
                .with("tags", List.of());
    }
}
