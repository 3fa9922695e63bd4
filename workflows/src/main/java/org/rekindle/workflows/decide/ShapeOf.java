// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.util.HashMap;
import java.util.Map;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Shape;

/** Decides which shape is built: the wished one, or the one the cluster has now. */
public final class ShapeOf {

    /** Read from the template alone; on a cluster the driver ignores it, so that carrying it along would only mislead. */
    private static final String CHART_LABEL = "capi_helm_chart_version";

    private ShapeOf() {}

    /** The shape to build. */
    public static Shape wanted(ClusterProfile profile, CloudCluster now) {
        Shape wished = profile.shape();
        Shape shape = wished == null ? now.shape() : wished;
        Map<String, String> labels = new HashMap<>(shape.labels());
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
                Map.copyOf(labels));
    }
}
