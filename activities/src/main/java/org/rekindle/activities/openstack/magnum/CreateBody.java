// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities.CreateRequest;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;

/** Writes what Magnum is asked for. A setting that the shape does not name is left to the template. */
final class CreateBody {

    private CreateBody() {}

    static ObjectNode cluster(CreateRequest request) {
        Shape shape = request.shape();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", request.name());
        body.put("cluster_template_id", request.templateId());
        body.put("master_count", shape.masterCount());
        putIfSet(body, "master_flavor_id", shape.masterFlavor());
        putIfSet(body, "keypair", shape.keypair());
        putIfSet(body, "fixed_network", shape.fixedNetwork());
        putIfSet(body, "fixed_subnet", shape.fixedSubnet());
        if (shape.masterLoadBalancer() != null) {
            body.put("master_lb_enabled", shape.masterLoadBalancer());
        }
        if (shape.floatingIp() != null) {
            body.put("floating_ip_enabled", shape.floatingIp());
        }
        Map<String, String> labels = new TreeMap<>(shape.labels());
        if (!shape.nodeGroups().isEmpty()) {
            NodeGroupShape first = shape.nodeGroups().get(0);
            body.put("node_count", first.count());
            putIfSet(body, "flavor_id", first.flavor());
            labels.putAll(scaling(first));
        }
        labels.put(MagnumCluster.RUN_MARK, request.runMark().value());
        labels.forEach(body.putObject("labels")::put);
        // Without it the labels given here would replace the template's, the chart's version among them.
        body.put("merge_labels", true);
        return body;
    }

    /**
     * A further node group.
     *
     * @param scales whether the cluster's label {@code auto_scaling_enabled} is set: the driver then refuses a smallest size below 1,
     *     and Magnum's default is 0. With the smallest size as large as the group it does not scale.
     */
    static ObjectNode nodeGroup(NodeGroupShape shape, boolean scales) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", shape.name());
        body.put("node_count", shape.count());
        putIfSet(body, "flavor_id", shape.flavor());
        if (shape.min() != null) {
            body.put("min_node_count", shape.min());
        } else if (scales) {
            body.put("min_node_count", shape.count());
        }
        if (shape.max() != null) {
            body.put("max_node_count", shape.max());
        }
        return body;
    }

    private static Map<String, String> scaling(NodeGroupShape shape) {
        if (shape.max() == null) {
            return Map.of();
        }
        int minimum = shape.min() == null ? shape.count() : shape.min();
        return Map.of(
                ClusterMapping.AUTOSCALING, "true",
                ClusterMapping.MINIMUM, Integer.toString(minimum),
                ClusterMapping.MAXIMUM, Integer.toString(shape.max()));
    }

    private static void putIfSet(ObjectNode body, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            body.put(key, value);
        }
    }
}
