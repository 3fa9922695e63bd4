// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import java.util.Locale;

/** Node groups as Kubernetes knows them. */
final class NodeGroupLabel {

    /** What the Cluster API charts put on a group's nodes; control-plane nodes do not have it. */
    static final String LABEL = "capi.stackhpc.com/node-group";

    private NodeGroupLabel() {}

    /**
     * The label's value for a node group of Magnum: its driver makes the name lower case and turns every run of other
     * characters into one dash ({@code driver_utils.sanitized_name} of magnum-capi-helm), so that {@code user-m3.large} is
     * {@code user-m3-large}. A label's value is left as it is.
     */
    static String label(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
