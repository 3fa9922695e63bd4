// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cluster template in Magnum's own fields.
 *
 * @param name its UUID when Magnum shows no name
 * @param coe empty when Magnum shows none
 * @param image UUID of the image; some clouds keep its name
 * @param externalNetwork UUID or name, as it was given when the template was made; so are the flavors and the fixed network
 * @param odd the names of fields that are not as Magnum documents them; with any, nothing is built from it
 */
public record MagnumTemplate(
        String uuid,
        String name,
        String coe,
        @Nullable String image,
        @Nullable String networkDriver,
        @Nullable String flavor,
        @Nullable String masterFlavor,
        @Nullable String externalNetwork,
        @Nullable String fixedNetwork,
        @Nullable String keypair,
        @Nullable Boolean masterLoadBalancer,
        @Nullable Map<String, String> labels,
        boolean published,
        List<String> odd) {

    /** The label by which the driver chooses the chart. */
    public static final String CHART = "capi_helm_chart_version";

    private static final String KUBERNETES = "kubernetes";

    /** Reads what Magnum shows of a template; null when it has no UUID. */
    static @Nullable MagnumTemplate read(JsonNode shown) {
        MagnumFields fields = new MagnumFields(shown);
        String uuid = fields.text("uuid");
        if (uuid == null || uuid.isBlank()) {
            return null;
        }
        String name = fields.text("name");
        String coe = fields.text("coe");
        return new MagnumTemplate(
                uuid,
                name == null || name.isBlank() ? uuid : name,
                Objects.requireNonNullElse(coe, ""),
                fields.text("image_id"),
                fields.text("network_driver"),
                fields.text("flavor_id"),
                fields.text("master_flavor_id"),
                fields.text("external_network_id"),
                fields.text("fixed_network"),
                fields.text("keypair_id"),
                fields.truth("master_lb_enabled"),
                fields.texts("labels"),
                Boolean.TRUE.equals(fields.truth("public")),
                fields.odd());
    }

    /** Whether it makes Kubernetes clusters, and all of it is understood. */
    public boolean isUsable() {
        return coe.equals(KUBERNETES) && odd.isEmpty();
    }

    /** All labels, empty when Magnum shows none. */
    public Map<String, String> allLabels() {
        if (labels == null) {
            return Map.of();
        }
        return labels;
    }
}
