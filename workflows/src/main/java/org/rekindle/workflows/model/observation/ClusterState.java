// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster was like when a plan was made. A plan that destroys holds for this state alone.
 *
 * @param status Magnum's
 * @param kubernetesVersion null when Magnum does not know it
 * @param shape node groups and labels included
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterState(
        ClusterStatus status, String templateId, @Nullable String kubernetesVersion, Shape shape) {

    /** The state of a cluster. */
    public static ClusterState of(CloudCluster cluster) {
        return new ClusterState(cluster.status(), cluster.templateId(), cluster.kubernetesVersion(), cluster.shape());
    }

    /** Whether Magnum is in the middle of something. */
    public boolean changing() {
        return status.isInProgress();
    }
}
