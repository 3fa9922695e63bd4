// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The Block Storage API v3: volumes and snapshots for reading and deleting, the metadata of volumes also for writing. */
public final class Cinder {

    private static final String PATH = "/volume/v3/{project}";

    private final CloudInventory inventory;
    private final LabClock clock;
    private final Consumer<Mutation> recorder;
    private final Deletes deletes;

    public Cinder(CloudInventory inventory, LabClock clock, Consumer<Mutation> recorder) {
        this.deletes = new Deletes(clock, recorder);
        this.inventory = inventory;
        this.clock = clock;
        this.recorder = recorder;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        String metadata = PATH + "/volumes/{volume}/metadata";
        routes.get("/volume", "cinder.versions", call -> Discovery.versions("v3.0", call.baseUrl() + "/volume/v3/"))
                .get(
                        "/volume/v3",
                        "cinder.versions",
                        call -> Discovery.versions("v3.0", call.baseUrl() + "/volume/v3/"))
                .get(PATH + "/volumes", "cinder.list", gatekeeper.guard(this::list))
                .get(PATH + "/volumes/detail", "cinder.list", gatekeeper.guard(this::list))
                .get(PATH + "/volumes/{volume}", "cinder.show", gatekeeper.guard(this::show))
                .get(metadata, "cinder.metadata.show", gatekeeper.guard(this::metadata))
                .post(metadata, "cinder.metadata.update", gatekeeper.guard(this::describe))
                .add(HandlerType.PUT, metadata, "cinder.metadata.update", gatekeeper.guard(this::describe))
                .get(PATH + "/types", "cinder.types", gatekeeper.guard(this::types))
                .add(
                        HandlerType.DELETE,
                        PATH + "/volumes/{volume}",
                        "cinder.volume.delete",
                        gatekeeper.guard(this::delete))
                .get(PATH + "/snapshots/detail", "cinder.snapshots", gatekeeper.guard(this::snapshots))
                .get(PATH + "/snapshots/{snapshot}", "cinder.snapshot", gatekeeper.guard(this::snapshot))
                .add(
                        HandlerType.DELETE,
                        PATH + "/snapshots/{snapshot}",
                        "cinder.snapshot.delete",
                        gatekeeper.guard(this::deleteSnapshot))
                .get(PATH + "/limits", "cinder.limits", gatekeeper.guard(this::limits));
    }

    private Reply list(ApiCall call, Caller caller) {
        String name = call.query("name");
        List<JsonFields> volumes = own(caller).stream()
                .filter(volume -> name == null || volume.name().equals(name))
                .map(Cinder::view)
                .toList();
        return Reply.ok(JsonFields.of("volumes", volumes));
    }

    private Reply show(ApiCall call, Caller caller) {
        return find(call, caller)
                .map(volume -> Reply.ok(JsonFields.of("volume", view(volume))))
                .orElseGet(() -> Discovery.notFound("Volume " + call.segment("volume")));
    }

    private Reply delete(ApiCall call, Caller caller) {
        return find(call, caller)
                .map(volume -> deletes.carryOut(
                        call,
                        "volume " + volume.id(),
                        inUse(volume),
                        Reply.of(202, null),
                        () -> inventory.remove(volume)))
                .orElseGet(() -> Discovery.notFound("Volume " + call.segment("volume")));
    }

    private @Nullable Reply inUse(CloudInventory.Volume volume) {
        boolean isHeld = inventory.strays().stream()
                .anyMatch(snapshot -> snapshot.field("volume_id").equals(volume.id()));
        if (!volume.attached() && !isHeld) {
            return null;
        }
        String message = "Invalid volume: Volume status must be available and must not have dependent snapshots.";
        return Reply.of(400, JsonFields.of("badRequest", JsonFields.of("message", message)));
    }

    private Reply snapshots(ApiCall call, Caller caller) {
        return Reply.ok(JsonFields.of(
                "snapshots", ownSnapshots(caller).stream().map(Stray::view).toList()));
    }

    private Reply snapshot(ApiCall call, Caller caller) {
        return findSnapshot(call, caller)
                .map(snapshot -> Reply.ok(JsonFields.of("snapshot", snapshot.view())))
                .orElseGet(() -> Discovery.notFound("Snapshot " + call.segment("snapshot")));
    }

    private Reply deleteSnapshot(ApiCall call, Caller caller) {
        return findSnapshot(call, caller)
                .map(snapshot -> deletes.carryOut(
                        call, "snapshot " + snapshot.id(), null, Reply.of(202, null), () -> inventory.remove(snapshot)))
                .orElseGet(() -> Discovery.notFound("Snapshot " + call.segment("snapshot")));
    }

    private List<Stray> ownSnapshots(Caller caller) {
        return inventory.strays().stream()
                .filter(stray ->
                        stray.kind() == Stray.Kind.SNAPSHOT && stray.projectId().equals(caller.projectId()))
                .toList();
    }

    private Optional<Stray> findSnapshot(ApiCall call, Caller caller) {
        return ownSnapshots(caller).stream()
                .filter(snapshot -> snapshot.id().equals(call.segment("snapshot")))
                .findFirst();
    }

    private Reply metadata(ApiCall call, Caller caller) {
        return find(call, caller)
                .map(volume -> Reply.ok(JsonFields.of("metadata", volume.metadata())))
                .orElseGet(() -> Discovery.notFound("Volume " + call.segment("volume")));
    }

    /** POST adds to the metadata, PUT replaces it. */
    private Reply describe(ApiCall call, Caller caller) throws JsonProcessingException {
        JsonNode body = JsonFields.read(call.body()).path("metadata");
        Map<String, String> metadata = new LinkedHashMap<>();
        body.properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        Optional<CloudInventory.Volume> described = describe(call, caller, metadata);
        Reply reply = described
                .map(volume -> Reply.ok(JsonFields.of("metadata", volume.metadata())))
                .orElseGet(() -> Discovery.notFound("Volume " + call.segment("volume")));
        recorder.accept(new Mutation(
                clock.now(),
                Mutation.Kind.VOLUME_CHANGE,
                null,
                described.map(CloudInventory.Volume::name).orElse(null),
                reply.status(),
                call.requestId(),
                described.isEmpty()));
        return reply;
    }

    private Optional<CloudInventory.Volume> describe(ApiCall call, Caller caller, Map<String, String> metadata) {
        if (!caller.member()) {
            return Optional.empty();
        }
        boolean replaces = call.method().equals("PUT");
        return inventory.describe(call.segment("volume"), caller.projectId(), metadata, replaces);
    }

    private Reply types(ApiCall call, Caller caller) {
        List<JsonFields> types = inventory.volumeTypes().stream()
                .map(type -> new JsonFields()
                        .with("id", UUID.nameUUIDFromBytes(type.getBytes(StandardCharsets.UTF_8)))
                        .with("name", type)
                        .with("is_public", true)
                        .with("description", null)
                        .with("extra_specs", new JsonFields()))
                .toList();
        return Reply.ok(JsonFields.of("volume_types", types));
    }

    private Reply limits(ApiCall call, Caller caller) {
        List<CloudInventory.Volume> own = own(caller);
        JsonFields absolute = new JsonFields()
                .with("maxTotalVolumes", inventory.quotas().volumes())
                .with("totalVolumesUsed", own.size())
                .with("maxTotalVolumeGigabytes", inventory.quotas().gigabytes())
                .with(
                        "totalGigabytesUsed",
                        own.stream().mapToInt(CloudInventory.Volume::size).sum());
        return Reply.ok(
                JsonFields.of("limits", new JsonFields().with("rate", List.of()).with("absolute", absolute)));
    }

    private List<CloudInventory.Volume> own(Caller caller) {
        return inventory.volumes().stream()
                .filter(volume -> volume.projectId().equals(caller.projectId()))
                .toList();
    }

    private Optional<CloudInventory.Volume> find(ApiCall call, Caller caller) {
        return own(caller).stream()
                .filter(volume -> volume.id().equals(call.segment("volume")))
                .findFirst();
    }

    private static JsonFields view(CloudInventory.Volume volume) {
        return new JsonFields()
                .with("id", volume.id())
                .with("name", volume.name())
                .with("size", volume.size())
                .with("status", volume.attached() ? "in-use" : "available")
                .with("description", null)
                .with("bootable", "false")
                .with("encrypted", false)
                .with("multiattach", false)
                .with("attachments", volume.attached() ? List.of(JsonFields.of("server_id", "somewhere")) : List.of())
                .with("availability_zone", "nova")
                .with("volume_type", null)
                .with("metadata", volume.metadata())
                .with("created_at", "2026-01-01T00:00:00.000000")
                .with("updated_at", null)
                .with("links", List.of())
                .with("os-vol-tenant-attr:tenant_id", volume.projectId());
    }
}
