// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.List;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** The Image API v2, for reading. */
public final class Glance {

    private static final String PATH = "/image";

    private final CloudInventory inventory;

    public Glance(CloudInventory inventory) {
        this.inventory = inventory;
    }

    public void serve(Routes routes, Gatekeeper gatekeeper) {
        routes.get(PATH, "glance.versions", call -> Discovery.versions("v2.9", call.baseUrl() + PATH + "/v2/"))
                .get(
                        PATH + "/versions",
                        "glance.versions",
                        call -> Discovery.versions("v2.9", call.baseUrl() + PATH + "/v2/"))
                .get(PATH + "/v2/images", "glance.list", gatekeeper.guard(this::list))
                .get(PATH + "/v2/images/{image}", "glance.show", gatekeeper.guard(this::show));
    }

    private Reply list(ApiCall call, Caller caller) {
        String name = call.query("name");
        List<JsonFields> images = inventory.images().stream()
                .filter(image -> name == null || image.name().equals(name))
                .filter(image -> call.query("marker") == null)
                .map(Glance::view)
                .toList();
        return Reply.ok(new JsonFields()
                .with("images", images)
                .with("schema", "/v2/schemas/images")
                .with("first", "/v2/images"));
    }

    private Reply show(ApiCall call, Caller caller) {
        return inventory.images().stream()
                .filter(image -> image.id().equals(call.segment("image")))
                .findFirst()
                .map(image -> Reply.ok(view(image)))
                .orElseGet(() -> Discovery.notFound("No image found with ID " + call.segment("image")));
    }

    private static JsonFields view(CloudInventory.Image image) {
        JsonFields view = new JsonFields()
                .with("id", image.id())
                .with("name", image.name())
                .with("status", image.status())
                .with("visibility", "public")
                .with("os_hidden", false)
                .with("protected", false)
                .with("disk_format", "qcow2")
                .with("container_format", "bare")
                .with("min_disk", 0)
                .with("min_ram", 0)
                .with("size", 1)
                .with("tags", List.of())
                .with("owner", "lab")
                .with("checksum", null)
                .with("created_at", "2026-01-01T00:00:00Z")
                .with("updated_at", "2026-01-01T00:00:00Z")
                .with("self", "/v2/images/" + image.id())
                .with("file", "/v2/images/" + image.id() + "/file")
                .with("schema", "/v2/schemas/image");
        if (image.osDistro() != null) {
            view.with("os_distro", image.osDistro());
        }
        return image.kubeVersion() == null ? view : view.with("kube_version", image.kubeVersion());
    }
}
