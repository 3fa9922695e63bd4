// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node offers to pods; it need not exist yet. */
public record NodeTemplate(long milliCpu, long memoryBytes, long pods, Map<String, String> labels, List<Taint> taints) {

    /** What a node, existing or planned, offers to pods. */
    public static NodeTemplate of(Node node) {
        return new NodeTemplate(
                milli(offer(node, "cpu")),
                whole(offer(node, "memory")),
                whole(offer(node, "pods")),
                Map.copyOf(node.getMetadata().getLabels()),
                List.copyOf(node.getSpec().getTaints()));
    }

    private static Quantity offer(Node node, String resource) {
        Quantity quantity = node.getStatus().getAllocatable().get(resource);
        if (quantity == null) {
            throw new IllegalArgumentException(
                    "Node " + node.getMetadata().getName() + " does not say how much " + resource + " it offers.");
        }
        return quantity;
    }

    /** What is left of it beside pods that are there already. */
    NodeTemplate beside(List<PodDemand> residents) {
        return new NodeTemplate(
                milliCpu - residents.stream().mapToLong(PodDemand::milliCpu).sum(),
                memoryBytes
                        - residents.stream().mapToLong(PodDemand::memoryBytes).sum(),
                pods - residents.size(),
                labels,
                taints);
    }

    static long milli(@Nullable Quantity quantity) {
        if (quantity == null) {
            return 0;
        }
        return Quantity.getAmountInBytes(quantity)
                .multiply(BigDecimal.valueOf(1000))
                .longValue();
    }

    static long whole(@Nullable Quantity quantity) {
        return quantity == null ? 0 : Quantity.getAmountInBytes(quantity).longValue();
    }
}
