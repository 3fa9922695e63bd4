// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The clusters that carry a run's mark and are not being deleted. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunClusters(List<RunCluster> found) {

    /**
     * One of them.
     *
     * @param mark the mark of the try that it was made in
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RunCluster(String uuid, String status, String mark) {}
}
