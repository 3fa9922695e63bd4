// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/** Ids of clusters of the fleet file, all of them in its order or some. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Fleet(List<String> clusters) {

    /** What a form leaves out is no cluster. */
    public Fleet {
        clusters = clusters == null
                ? List.of()
                : clusters.stream().filter(Objects::nonNull).toList();
    }
}
