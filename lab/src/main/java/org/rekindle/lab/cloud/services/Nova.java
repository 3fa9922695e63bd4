// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The Compute API 2.1, for reading. */
public final class Nova {

    private static final String PATH = "/compute/v2.1";

    private final CloudInventory inventory;
    private final Function<String, List<Server>> servers;

    /** @param servers the machines of a project, by its id */
    public Nova(CloudInventory inventory, Function<String, List<Server>> servers) {
        this.inventory = inventory;
        this.servers = servers;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        routes.get("/compute", "nova.versions", call -> Discovery.versions("v2.1", call.baseUrl() + PATH + "/"))
                .get(PATH, "nova.version", call -> Discovery.one("v2.1", call.baseUrl() + PATH + "/"))
                .get(PATH + "/flavors", "nova.flavors", gatekeeper.guard(this::flavors))
                .get(PATH + "/flavors/detail", "nova.flavors", gatekeeper.guard(this::flavors))
                .get(PATH + "/flavors/{flavor}", "nova.flavor", gatekeeper.guard(this::flavor))
                .get(PATH + "/os-keypairs", "nova.keypairs", gatekeeper.guard(this::keypairs))
                .get(PATH + "/os-keypairs/{keypair}", "nova.keypair", gatekeeper.guard(this::keypair))
                .get(PATH + "/servers", "nova.servers", gatekeeper.guard(this::servers))
                .get(PATH + "/servers/detail", "nova.servers", gatekeeper.guard(this::servers))
                .get(PATH + "/limits", "nova.limits", gatekeeper.guard(this::limits));
    }

    private Reply flavors(ApiCall call, Caller caller) {
        return Reply.ok(JsonFields.of(
                "flavors", inventory.flavors().stream().map(Nova::view).toList()));
    }

    private Reply flavor(ApiCall call, Caller caller) {
        return inventory.flavors().stream()
                .filter(flavor -> flavor.id().equals(call.segment("flavor")))
                .findFirst()
                .map(flavor -> Reply.ok(JsonFields.of("flavor", view(flavor))))
                .orElseGet(() -> Discovery.notFound("Flavor " + call.segment("flavor")));
    }

    private Reply keypairs(ApiCall call, Caller caller) {
        return Reply.ok(JsonFields.of(
                "keypairs", inventory.keypairs().stream().map(Nova::keypairView).toList()));
    }

    private Reply keypair(ApiCall call, Caller caller) {
        String name = call.segment("keypair");
        if (inventory.keypairs().contains(name)) {
            return Reply.ok(keypairView(name));
        }
        return Discovery.notFound("Keypair " + name);
    }

    private Reply servers(ApiCall call, Caller caller) {
        String name = call.query("name");
        List<JsonFields> found = servers.apply(caller.projectId()).stream()
                .filter(server -> matches(name, server.name()))
                .map(server -> view(server, caller))
                .toList();
        return Reply.ok(JsonFields.of("servers", found));
    }

    /** Nova takes the name in a query for a regular expression. */
    private static boolean matches(@Nullable String wanted, String name) {
        return wanted == null || Pattern.compile(wanted).matcher(name).find();
    }

    private Reply limits(ApiCall call, Caller caller) {
        List<Server> own = servers.apply(caller.projectId());
        int cores = own.stream()
                .mapToInt(server -> flavorOf(server, CloudInventory.Flavor::vcpus))
                .sum();
        int ram = own.stream()
                .mapToInt(server -> flavorOf(server, CloudInventory.Flavor::ram))
                .sum();
        JsonFields absolute = new JsonFields()
                .with("maxTotalInstances", inventory.quotas().instances())
                .with("totalInstancesUsed", own.size())
                .with("maxTotalCores", inventory.quotas().cores())
                .with("totalCoresUsed", cores)
                .with("maxTotalRAMSize", inventory.quotas().ram())
                .with("totalRAMUsed", ram);
        return Reply.ok(
                JsonFields.of("limits", new JsonFields().with("rate", List.of()).with("absolute", absolute)));
    }

    private int flavorOf(Server server, Function<CloudInventory.Flavor, Integer> size) {
        return inventory.flavor(server.flavorId()).map(size).orElse(0);
    }

    private static JsonFields view(CloudInventory.Flavor flavor) {
        return new JsonFields()
                .with("id", flavor.id())
                .with("name", flavor.name())
                .with("vcpus", flavor.vcpus())
                .with("ram", flavor.ram())
                .with("disk", flavor.disk())
                .with("swap", 0)
                .with("rxtx_factor", 1.0)
                .with("OS-FLV-EXT-DATA:ephemeral", 0)
                .with("OS-FLV-DISABLED:disabled", false)
                .with("os-flavor-access:is_public", true)
                .with("extra_specs", new JsonFields())
                .with("links", List.of());
    }

    private static JsonFields keypairView(String name) {
        return JsonFields.of(
                "keypair",
                new JsonFields()
                        .with("name", name)
                        .with("type", "ssh")
                        .with("fingerprint", "aa:bb")
                        .with("public_key", "ssh-ed25519 AAAA " + name));
    }

    private static JsonFields view(Server server, Caller caller) {
        return new JsonFields()
                .with("id", server.id())
                .with("name", server.name())
                .with("status", "ACTIVE")
                .with("tenant_id", caller.projectId())
                .with("user_id", caller.userId())
                .with("flavor", JsonFields.of("id", server.flavorId()))
                .with("image", "")
                .with("addresses", new JsonFields())
                .with("metadata", new JsonFields())
                .with(
                        "created",
                        server.createdAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .with(
                        "updated",
                        server.createdAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .with("links", List.of());
    }
}
