// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Shape;

/** Decides which shape is built: the wished one, or the one the cluster has now. */
public final class ShapeOf {

    /** Read from the template alone; on a cluster the driver ignores it, so that carrying it along would only mislead. */
    private static final String CHART_LABEL = "capi_helm_chart_version";

    private ShapeOf() {}

    /** The shape to build. */
    public static Shape wanted(ClusterProfile profile, CloudCluster now) {
        Shape shape = Objects.requireNonNullElseGet(profile.shape(), now::shape);
        SortedMap<String, String> labels = new TreeMap<>(shape.labels());
        labels.remove(CHART_LABEL);
        return new Shape(
                shape.masterCount(),
                shape.masterFlavor(),
                shape.nodeGroups(),
                shape.keypair(),
                shape.fixedNetwork(),
                shape.fixedSubnet(),
                shape.masterLoadBalancer(),
                shape.floatingIp(),
                Collections.unmodifiableSortedMap(labels));
    }
}
