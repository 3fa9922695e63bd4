// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rekindle.lab.cloud.World;
import org.rekindle.lab.cloud.http.Call;
import org.rekindle.lab.cloud.http.Json;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The DNS API v2, for reading. */
public final class Designate {

    private static final String PATH = "/dns";

    private final Inventory inventory;

    public Designate(Inventory inventory) {
        this.inventory = inventory;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        String zones = PATH + "/v2/zones";
        routes.get(PATH, "designate.versions", call -> Discovery.versions("v2", call.baseUrl() + PATH + "/v2"))
                .get(zones, "designate.zones", gatekeeper.guard(this::zones))
                .get(PATH + "/v2/recordsets", "designate.recordsets.all", gatekeeper.guard(this::allRecordsets))
                .get(zones + "/{zone}", "designate.zone", gatekeeper.guard(this::zone))
                .get(zones + "/{zone}/recordsets", "designate.recordsets", gatekeeper.guard(this::recordsets));
    }

    private Reply zones(Call call, Caller caller) {
        String name = call.query("name");
        return Reply.ok(page(
                "zones",
                own(caller).stream()
                        .filter(zone -> name == null || zone.name().equals(name))
                        .map(Designate::view)
                        .toList()));
    }

    private Reply zone(Call call, Caller caller) {
        return find(call, caller)
                .map(zone -> Reply.ok(view(zone)))
                .orElseGet(() -> Discovery.notFound("Zone " + call.segment("zone")));
    }

    private Reply recordsets(Call call, Caller caller) {
        String name = call.query("name");
        String type = call.query("type");
        return find(call, caller)
                .map(zone -> Reply.ok(page(
                        "recordsets",
                        zone.recordsets().stream()
                                .filter(set -> name == null || set.name().equals(name))
                                .filter(set -> type == null || set.type().equals(type))
                                .map(set -> view(zone, set))
                                .toList())))
                .orElseGet(() -> Discovery.notFound("Zone " + call.segment("zone")));
    }

    private Reply allRecordsets(Call call, Caller caller) {
        return Reply.ok(page(
                "recordsets",
                own(caller).stream()
                        .flatMap(zone -> zone.recordsets().stream().map(set -> view(zone, set)))
                        .toList()));
    }

    private List<Inventory.Zone> own(Caller caller) {
        return inventory.zones().stream()
                .filter(zone -> zone.projectId().equals(caller.projectId()))
                .toList();
    }

    private Optional<Inventory.Zone> find(Call call, Caller caller) {
        return own(caller).stream()
                .filter(zone -> zone.id().equals(call.segment("zone")))
                .findFirst();
    }

    private static Json page(String name, List<Json> items) {
        return new Json()
                .with(name, items)
                .with("links", new Json())
                .with("metadata", Json.of("total_count", items.size()));
    }

    private static Json view(Inventory.Zone zone) {
        return new Json()
                .with("id", zone.id())
                .with("name", zone.name())
                .with("project_id", zone.projectId())
                .with("type", "PRIMARY")
                .with("status", "ACTIVE")
                .with("email", "hostmaster@example.org")
                .with("ttl", 3600)
                .with("serial", 1);
    }

    private static Json view(Inventory.Zone zone, World.Recordset set) {
        String seed = zone.id() + "/" + set.name() + "/" + set.type();
        return new Json()
                .with("id", UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)))
                .with("zone_id", zone.id())
                .with("zone_name", zone.name())
                .with("name", set.name())
                .with("type", set.type())
                .with("records", set.records())
                .with("ttl", set.ttl())
                .with("status", "ACTIVE")
                .with("project_id", zone.projectId());
    }
}
