// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.util.List;
import org.rekindle.workflows.model.observation.ClusterIdentity;

/**
 * Which cluster the worker's own fleet file means by an id at this moment. Beside an id of which they may delete, a caller could name
 * any other cluster of any cloud.
 *
 * @param cloud the entry of {@code clouds.yaml}
 * @param names each a name or a UUID in Magnum: what the file says, and the successor of a cluster that the file names by UUID and a run
 *     has rebuilt
 */
public record MeantCluster(String cloud, List<String> names) {

    /** Keeps the list as it is. */
    public MeantCluster {
        names = List.copyOf(names);
    }

    boolean isNamed(ClusterIdentity found) {
        return names.stream()
                .anyMatch(each -> each.equals(found.name())
                        || each.equalsIgnoreCase(found.uuid().toString()));
    }

    @Override
    public String toString() {
        return String.join(" or ", names);
    }
}
