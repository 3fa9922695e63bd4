// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.List;
import java.util.Map;
import org.rekindle.lab.cloud.World;
import org.rekindle.lab.cloud.http.Call;
import org.rekindle.lab.cloud.http.Json;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The Networking API 2.0, for reading. */
public final class Neutron {

    private static final String PATH = "/network/v2.0";

    private final Inventory inventory;

    public Neutron(Inventory inventory) {
        this.inventory = inventory;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        routes.get("/network", "neutron.versions", call -> Discovery.versions("v2.0", call.baseUrl() + PATH + "/"))
                .get(PATH, "neutron.version", call -> Reply.ok(Json.of("resources", List.of())))
                .get(PATH + "/networks", "neutron.networks", gatekeeper.guard(this::networks))
                .get(PATH + "/networks/{network}", "neutron.network", gatekeeper.guard(this::network))
                .get(PATH + "/subnets", "neutron.subnets", gatekeeper.guard(this::subnets))
                .get(PATH + "/floatingips", "neutron.floatingips", gatekeeper.guard(this::floatingIps))
                .get(PATH + "/quotas/{project}/details.json", "neutron.quota", gatekeeper.guard(this::quota))
                .get(PATH + "/ports", "neutron.ports", gatekeeper.guard((call, caller) -> none("ports")))
                .get(PATH + "/routers", "neutron.routers", gatekeeper.guard((call, caller) -> none("routers")))
                .get(
                        PATH + "/security-groups",
                        "neutron.securitygroups",
                        gatekeeper.guard((call, caller) -> none("security_groups")));
    }

    private Reply networks(Call call, Caller caller) {
        return Reply.ok(Json.of(
                "networks",
                filtered(call, inventory.networks().stream().map(Neutron::view).toList())));
    }

    private Reply network(Call call, Caller caller) {
        return inventory.networks().stream()
                .filter(network -> network.id().equals(call.segment("network")))
                .findFirst()
                .map(network -> Reply.ok(Json.of("network", view(network))))
                .orElseGet(() -> Discovery.notFound("Network " + call.segment("network")));
    }

    private Reply subnets(Call call, Caller caller) {
        List<Json> subnets = inventory.networks().stream()
                .map(network -> new Json()
                        .with("id", network.subnetId())
                        .with("name", network.name() + "-subnet")
                        .with("network_id", network.id())
                        .with("cidr", "10.0.0.0/24")
                        .with("ip_version", 4)
                        .with("gateway_ip", "10.0.0.1")
                        .with("enable_dhcp", true))
                .toList();
        return Reply.ok(Json.of("subnets", filtered(call, subnets)));
    }

    private Reply floatingIps(Call call, Caller caller) {
        List<Json> ips = inventory.floatingIps().stream()
                .filter(ip -> ip.projectId().equals(caller.projectId()))
                .map(ip -> new Json()
                        .with("id", ip.id())
                        .with("floating_ip_address", ip.address())
                        .with("fixed_ip_address", null)
                        .with("port_id", null)
                        .with("description", ip.description())
                        .with("status", "DOWN")
                        .with("project_id", ip.projectId())
                        .with("tenant_id", ip.projectId())
                        .with("tags", List.of()))
                .toList();
        return Reply.ok(Json.of("floatingips", filtered(call, ips)));
    }

    /** Limits with their use; what the clusters' own networks and ports take up is not counted. */
    private Reply quota(Call call, Caller caller) {
        if (!call.segment("project").equals(caller.projectId())) {
            return Discovery.notFound("Quota of " + call.segment("project"));
        }
        World.Quotas quotas = inventory.quotas();
        long floatingIps = inventory.floatingIps().stream()
                .filter(ip -> ip.projectId().equals(caller.projectId()))
                .count();
        return Reply.ok(Json.of(
                "quota",
                new Json()
                        .with("network", limit(quotas.networks(), 0))
                        .with("subnet", limit(quotas.networks(), 0))
                        .with("router", limit(quotas.routers(), 0))
                        .with("port", limit(quotas.ports(), 0))
                        .with("security_group", limit(quotas.securityGroups(), 0))
                        .with("floatingip", limit(quotas.floatingIps(), floatingIps))));
    }

    private static Json limit(int limit, long used) {
        return new Json().with("limit", limit).with("used", used).with("reserved", 0);
    }

    private static Reply none(String name) {
        return Reply.ok(Json.of(name, List.of()));
    }

    /** Every field may be asked for by a query parameter of its name. */
    private static List<Json> filtered(Call call, List<Json> items) {
        Map<String, String> wanted = call.queries();
        return items.stream()
                .filter(item -> wanted.entrySet().stream()
                        .allMatch(query -> !item.containsKey(query.getKey())
                                || String.valueOf(item.get(query.getKey())).equalsIgnoreCase(query.getValue())))
                .toList();
    }

    private static Json view(Inventory.Network network) {
        return new Json()
                .with("id", network.id())
                .with("name", network.name())
                .with("router:external", network.external())
                .with("status", "ACTIVE")
                .with("subnets", List.of(network.subnetId()))
                .with("shared", true)
                .with("admin_state_up", true)
                .with("tenant_id", "lab")
                .with("project_id", "lab");
    }
}
