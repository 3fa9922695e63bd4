// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster template in Magnum's own fields.
 *
 * @param image UUID of the image; some clouds keep its name
 * @param externalNetwork UUID or name, as it was given when the template was made; so are the flavors and the fixed network
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MagnumTemplate(
        String uuid,
        String name,
        String coe,
        @JsonProperty("image_id") @Nullable String image,
        @JsonProperty("network_driver") @Nullable String networkDriver,
        @JsonProperty("flavor_id") @Nullable String flavor,
        @JsonProperty("master_flavor_id") @Nullable String masterFlavor,
        @JsonProperty("external_network_id") @Nullable String externalNetwork,
        @JsonProperty("fixed_network") @Nullable String fixedNetwork,
        @JsonProperty("keypair_id") @Nullable String keypair,
        @JsonProperty("master_lb_enabled") @Nullable Boolean masterLoadBalancer,
        @Nullable Map<String, String> labels,
        @JsonProperty("public") boolean published) {

    /** The label by which the driver chooses the chart. */
    static final String CHART = "capi_helm_chart_version";

    /** All labels, empty when Magnum tells none. */
    Map<String, String> allLabels() {
        return labels == null ? Map.of() : labels;
    }
}
