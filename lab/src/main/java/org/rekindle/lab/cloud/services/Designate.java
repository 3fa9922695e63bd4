// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The DNS API v2, for reading. */
public final class Designate {

    private static final String PATH = "/dns";

    private final CloudInventory inventory;

    public Designate(CloudInventory inventory) {
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

    private Reply zones(ApiCall call, Caller caller) {
        String name = call.query("name");
        return Reply.ok(page(
                "zones",
                own(caller).stream()
                        .filter(zone -> name == null || zone.name().equals(name))
                        .map(Designate::view)
                        .toList()));
    }

    private Reply zone(ApiCall call, Caller caller) {
        return find(call, caller)
                .map(zone -> Reply.ok(view(zone)))
                .orElseGet(() -> Discovery.notFound("Zone " + call.segment("zone")));
    }

    private Reply recordsets(ApiCall call, Caller caller) {
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

    private Reply allRecordsets(ApiCall call, Caller caller) {
        return Reply.ok(page(
                "recordsets",
                own(caller).stream()
                        .flatMap(zone -> zone.recordsets().stream().map(set -> view(zone, set)))
                        .toList()));
    }

    private List<CloudInventory.Zone> own(Caller caller) {
        return inventory.zones().stream()
                .filter(zone -> zone.projectId().equals(caller.projectId()))
                .toList();
    }

    private Optional<CloudInventory.Zone> find(ApiCall call, Caller caller) {
        return own(caller).stream()
                .filter(zone -> zone.id().equals(call.segment("zone")))
                .findFirst();
    }

    private static JsonFields page(String name, List<JsonFields> items) {
        return new JsonFields()
                .with(name, items)
                .with("links", new JsonFields())
                .with("metadata", JsonFields.of("total_count", items.size()));
    }

    private static JsonFields view(CloudInventory.Zone zone) {
        return new JsonFields()
                .with("id", zone.id())
                .with("name", zone.name())
                .with("project_id", zone.projectId())
                .with("type", "PRIMARY")
                .with("status", "ACTIVE")
                .with("email", "hostmaster@example.org")
                .with("ttl", 3600)
                .with("serial", 1);
    }

    private static JsonFields view(CloudInventory.Zone zone, CloudFixture.Recordset set) {
        String seed = zone.id() + "/" + set.name() + "/" + set.type();
        return new JsonFields()
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
