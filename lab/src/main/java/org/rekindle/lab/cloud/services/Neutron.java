// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The Networking API 2.0, for reading and for clearing up. */
public final class Neutron {

    private static final String PATH = "/network/v2.0";

    private final CloudInventory inventory;

    private final Deletes deletes;

    public Neutron(CloudInventory inventory, Deletes deletes) {
        this.inventory = inventory;
        this.deletes = deletes;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        routes.get("/network", "neutron.versions", call -> Discovery.versions("v2.0", call.baseUrl() + PATH + "/"))
                .get(PATH, "neutron.version", call -> Reply.ok(JsonFields.of("resources", List.of())))
                .get(PATH + "/networks", "neutron.networks", gatekeeper.guard(this::networks))
                .get(PATH + "/subnets", "neutron.subnets", gatekeeper.guard(this::subnets))
                .get(PATH + "/floatingips", "neutron.floatingips", gatekeeper.guard(this::floatingIps))
                .get(PATH + "/quotas/{project}/details.json", "neutron.quota", gatekeeper.guard(this::quota))
                .get(PATH + "/ports", "neutron.ports", gatekeeper.guard(strays(Stray.Kind.PORT)))
                .get(PATH + "/routers", "neutron.routers", gatekeeper.guard(strays(Stray.Kind.ROUTER)))
                .get(
                        PATH + "/security-groups",
                        "neutron.securitygroups",
                        gatekeeper.guard(strays(Stray.Kind.SECURITY_GROUP)))
                .get(PATH + "/networks/{id}", "neutron.network", gatekeeper.guard(this::network))
                .get(PATH + "/floatingips/{id}", "neutron.floatingip", gatekeeper.guard(this::floatingIp))
                .add(
                        HandlerType.DELETE,
                        PATH + "/floatingips/{id}",
                        "neutron.floatingip.delete",
                        gatekeeper.guard(this::deleteFloatingIp))
                .add(
                        HandlerType.DELETE,
                        PATH + "/networks/{id}",
                        "neutron.network.delete",
                        gatekeeper.guard(deleting(Stray.Kind.NETWORK)))
                .add(
                        HandlerType.PUT,
                        PATH + "/routers/{id}/remove_router_interface",
                        "neutron.router.interface.delete",
                        gatekeeper.guard(this::removeInterface));
        one(routes, gatekeeper, "/ports/{id}", "neutron.port", Stray.Kind.PORT);
        one(routes, gatekeeper, "/routers/{id}", "neutron.router", Stray.Kind.ROUTER);
        one(routes, gatekeeper, "/security-groups/{id}", "neutron.securitygroup", Stray.Kind.SECURITY_GROUP);
    }

    private void one(Routes routes, Gatekeeper gatekeeper, String path, String operation, Stray.Kind kind) {
        routes.get(
                        PATH + path,
                        operation,
                        gatekeeper.guard((call, caller) -> stray(call, caller, kind)
                                .map(stray -> Reply.ok(JsonFields.of(kind.one(), stray.view())))
                                .orElseGet(() -> notFound(call, kind))))
                .add(HandlerType.DELETE, PATH + path, operation + ".delete", gatekeeper.guard(deleting(kind)));
    }

    private Gatekeeper.Authenticated strays(Stray.Kind kind) {
        return (call, caller) -> Reply.ok(JsonFields.of(kind.list(), filtered(call, views(caller, kind))));
    }

    private List<JsonFields> views(Caller caller, Stray.Kind kind) {
        return inventory.strays().stream()
                .filter(stray -> stray.kind() == kind && stray.projectId().equals(caller.projectId()))
                .map(Stray::view)
                .toList();
    }

    private Optional<Stray> stray(ApiCall call, Caller caller, Stray.Kind kind) {
        return inventory.strays().stream()
                .filter(stray -> stray.kind() == kind
                        && stray.projectId().equals(caller.projectId())
                        && stray.id().equals(call.segment("id")))
                .findFirst();
    }

    private Gatekeeper.Authenticated deleting(Stray.Kind kind) {
        return (call, caller) -> stray(call, caller, kind)
                .map(stray -> deletes.carryOut(
                        call,
                        kind.one() + " " + stray.id(),
                        inUse(stray),
                        Reply.noContent(),
                        () -> inventory.remove(stray)))
                .orElseGet(() -> notFound(call, kind));
    }

    /** Why Neutron does not let it go; null when it does. */
    private @Nullable Reply inUse(Stray stray) {
        boolean inUse = inventory.strays().stream()
                .filter(port -> port.kind() == Stray.Kind.PORT)
                .anyMatch(port -> switch (stray.kind()) {
                    case NETWORK ->
                        port.field("network_id").equals(stray.id())
                                && !port.field("device_owner").equals("network:dhcp");
                    case ROUTER -> port.field("device_id").equals(stray.id());
                    case SECURITY_GROUP -> port.field("security_groups").contains(stray.id());
                    case PORT ->
                        port.equals(stray) && port.field("device_owner").startsWith("network:router");
                    case SNAPSHOT -> false;
                });
        return inUse ? error(409, stray.kind().one() + " " + stray.id() + " is in use.") : null;
    }

    private Reply removeInterface(ApiCall call, Caller caller) throws JsonProcessingException {
        String wanted = JsonFields.read(call.body()).path("port_id").asText();
        return inventory.strays().stream()
                .filter(port -> port.kind() == Stray.Kind.PORT
                        && port.id().equals(wanted)
                        && port.field("device_id").equals(call.segment("id")))
                .findFirst()
                .map(port -> deletes.carryOut(
                        call,
                        "port " + port.id(),
                        null,
                        Reply.ok(JsonFields.of("port_id", port.id())),
                        () -> inventory.remove(port)))
                .orElseGet(() -> notFound(call, Stray.Kind.PORT));
    }

    private static Reply notFound(ApiCall call, Stray.Kind kind) {
        return error(404, kind.one() + " " + call.segment("id") + " could not be found.");
    }

    private static Reply error(int status, String message) {
        return Reply.of(status, JsonFields.of("NeutronError", JsonFields.of("message", message)));
    }

    private Reply networks(ApiCall call, Caller caller) {
        List<JsonFields> networks =
                new ArrayList<>(inventory.networks().stream().map(Neutron::view).toList());
        networks.addAll(views(caller, Stray.Kind.NETWORK));
        return Reply.ok(JsonFields.of("networks", filtered(call, networks)));
    }

    private Reply network(ApiCall call, Caller caller) {
        return inventory.networks().stream()
                .filter(network -> network.id().equals(call.segment("id")))
                .findFirst()
                .map(Neutron::view)
                .or(() -> stray(call, caller, Stray.Kind.NETWORK).map(Stray::view))
                .map(network -> Reply.ok(JsonFields.of("network", network)))
                .orElseGet(() -> notFound(call, Stray.Kind.NETWORK));
    }

    private Reply subnets(ApiCall call, Caller caller) {
        List<JsonFields> subnets = inventory.networks().stream()
                .map(network -> new JsonFields()
                        .with("id", network.subnetId())
                        .with("name", network.name() + "-subnet")
                        .with("network_id", network.id())
                        .with("cidr", "10.0.0.0/24")
                        .with("ip_version", 4)
                        .with("gateway_ip", "10.0.0.1")
                        .with("enable_dhcp", true))
                .toList();
        return Reply.ok(JsonFields.of("subnets", filtered(call, subnets)));
    }

    private Reply floatingIps(ApiCall call, Caller caller) {
        List<JsonFields> ips = inventory.floatingIps().stream()
                .filter(ip -> ip.projectId().equals(caller.projectId()))
                .map(Neutron::view)
                .toList();
        return Reply.ok(JsonFields.of("floatingips", filtered(call, ips)));
    }

    private Reply floatingIp(ApiCall call, Caller caller) {
        return findFloatingIp(call, caller)
                .map(ip -> Reply.ok(JsonFields.of("floatingip", view(ip))))
                .orElseGet(() -> error(404, "Floating IP " + call.segment("id") + " could not be found"));
    }

    private Reply deleteFloatingIp(ApiCall call, Caller caller) {
        return findFloatingIp(call, caller)
                .map(ip -> deletes.carryOut(
                        call, "floatingip " + ip.id(), null, Reply.noContent(), () -> inventory.remove(ip)))
                .orElseGet(() -> error(404, "Floating IP " + call.segment("id") + " could not be found"));
    }

    private Optional<CloudInventory.FloatingIp> findFloatingIp(ApiCall call, Caller caller) {
        return inventory.floatingIps().stream()
                .filter(ip ->
                        ip.projectId().equals(caller.projectId()) && ip.id().equals(call.segment("id")))
                .findFirst();
    }

    private static JsonFields view(CloudInventory.FloatingIp ip) {
        return new JsonFields()
                .with("id", ip.id())
                .with("floating_ip_address", ip.address())
                .with("fixed_ip_address", null)
                .with("port_id", ip.portId())
                .with("description", ip.description())
                .with("status", ip.portId() == null ? "DOWN" : "ACTIVE")
                .with("project_id", ip.projectId())
                .with("tenant_id", ip.projectId())
                .with("tags", List.of());
    }

    /** Limits with their use; what the clusters' own networks and ports take up is not counted. */
    private Reply quota(ApiCall call, Caller caller) {
        if (!call.segment("project").equals(caller.projectId())) {
            return Discovery.notFound("Quota of " + call.segment("project"));
        }
        CloudFixture.Quotas quotas = inventory.quotas();
        long floatingIps = inventory.floatingIps().stream()
                .filter(ip -> ip.projectId().equals(caller.projectId()))
                .count();
        return Reply.ok(JsonFields.of(
                "quota",
                new JsonFields()
                        .with("network", limit(quotas.networks(), 0))
                        .with("subnet", limit(quotas.networks(), 0))
                        .with("router", limit(quotas.routers(), 0))
                        .with("port", limit(quotas.ports(), 0))
                        .with("security_group", limit(quotas.securityGroups(), 0))
                        .with("floatingip", limit(quotas.floatingIps(), floatingIps))));
    }

    private static JsonFields limit(int limit, long used) {
        return new JsonFields().with("limit", limit).with("used", used).with("reserved", 0);
    }

    /** Every field may be asked for by a query parameter of its name. */
    private static List<JsonFields> filtered(ApiCall call, List<JsonFields> items) {
        Map<String, String> wanted = call.queries();
        return items.stream()
                .filter(item -> wanted.entrySet().stream()
                        .allMatch(query -> !item.containsKey(query.getKey())
                                || String.valueOf(item.get(query.getKey())).equalsIgnoreCase(query.getValue())))
                .toList();
    }

    private static JsonFields view(CloudInventory.Network network) {
        return new JsonFields()
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
