// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.truth;

import java.util.Map;
import java.util.Objects;
import org.rekindle.lab.cloud.World;
import org.rekindle.lab.cloud.http.Json;

/** Makes a world's cluster templates in a real Magnum. */
final class Templates {
    private static final Map<String, String> NEWEST = Map.of("OpenStack-API-Version", "container-infra 1.14");

    private final World world;
    private final Tenants tenants;
    private final String magnumUrl;

    Templates(World world, Tenants tenants, String magnumUrl) {
        this.world = world;
        this.tenants = tenants;
        this.magnumUrl = magnumUrl;
    }

    void make() {
        for (World.Template template : world.templates()) {
            tenants.login(tenants.member(template.project()))
                    .send("POST", magnumUrl + "/v1/clustertemplates", NEWEST, body(template))
                    .ok("making the template " + template.name());
        }
    }

    private static Json body(World.Template template) {
        Json body = new Json()
                .with("name", template.name())
                .with("coe", "kubernetes")
                .with("image_id", template.image())
                .with("flavor_id", template.flavor())
                .with("master_flavor_id", Objects.requireNonNullElse(template.masterFlavor(), template.flavor()))
                .with("external_network_id", template.externalNetwork())
                .with("network_driver", template.networkDriver())
                .with("master_lb_enabled", template.masterLoadBalancer())
                .with("public", template.isPublic())
                .with("labels", template.labels());
        if (template.fixedNetwork() != null) {
            body.with("fixed_network", template.fixedNetwork());
        }
        if (template.keypair() != null) {
            body.with("keypair_id", template.keypair());
        }
        return body;
    }
}
