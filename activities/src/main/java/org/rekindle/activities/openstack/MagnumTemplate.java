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
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MagnumTemplate(
        String uuid,
        String name,
        String coe,
        @JsonProperty("image_id") @Nullable String image,
        @JsonProperty("network_driver") @Nullable String networkDriver,
        @Nullable Map<String, String> labels,
        @JsonProperty("public") boolean published) {}
