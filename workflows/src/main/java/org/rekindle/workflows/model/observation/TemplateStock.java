// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template gives to a create that does not say otherwise, and what is wrong with it.
 *
 * @param flavor null when it names none
 * @param masterFlavor null when it names none
 * @param masterLoadBalancer null when Magnum does not report it
 * @param labels those of the template alone
 * @param faults what it names and the project does not see, one sentence each, such as a deleted image
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TemplateStock(
        String uuid,
        String name,
        @Nullable String flavor,
        @Nullable String masterFlavor,
        @Nullable Boolean masterLoadBalancer,
        Map<String, String> labels,
        List<String> faults) {}
