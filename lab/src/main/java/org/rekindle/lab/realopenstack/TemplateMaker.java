// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.util.Map;
import java.util.Objects;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.JsonFields;

/** Makes a world's cluster templates in a real Magnum. */
final class TemplateMaker {
    private static final Map<String, String> NEWEST = Map.of("OpenStack-API-Version", "container-infra 1.14");

    private final CloudFixture world;
    private final Tenants tenants;
    private final String magnumUrl;

    TemplateMaker(CloudFixture world, Tenants tenants, String magnumUrl) {
        this.world = world;
        this.tenants = tenants;
        this.magnumUrl = magnumUrl;
    }

    void make() {
        for (CloudFixture.Template template : world.templates()) {
            tenants.login(tenants.member(template.project()))
                    .send("POST", magnumUrl + "/v1/clustertemplates", NEWEST, body(template))
                    .ok("making the template " + template.name());
        }
    }

    private static JsonFields body(CloudFixture.Template template) {
        JsonFields body = new JsonFields()
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
