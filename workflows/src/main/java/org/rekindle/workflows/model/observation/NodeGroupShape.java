// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A node group as it is wished.
 *
 * @param flavor the Nova flavor by name or id
 * @param count nodes at the start; Magnum forbids 0
 * @param min smallest size the autoscaler may choose, or null when the group does not scale
 * @param max largest size the autoscaler may choose, or null when the group does not scale
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeGroupShape(
        String name,
        String flavor,
        int count,
        @Nullable Integer min,
        @Nullable Integer max) {}
