// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a cluster: what a create asks for besides the template.
 *
 * @param nodeGroups the first one is Magnum's {@code default-worker}; the others are added one after the other, since
 *     creating node groups at the same time fails in Magnum (Launchpad bug 2097946)
 * @param labels the cluster's own labels, without those that come from the template
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Shape(
        int masterCount,
        @Nullable String masterFlavor,
        List<NodeGroupShape> nodeGroups,
        @Nullable String keypair,
        @Nullable String fixedNetwork,
        @Nullable String fixedSubnet,
        @Nullable Boolean masterLoadBalancer,
        @Nullable Boolean floatingIp,
        Map<String, String> labels) {}
