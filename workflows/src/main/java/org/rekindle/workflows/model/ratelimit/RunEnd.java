// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.ratelimit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run has ended.
 *
 * @param well whether the cluster's certificate is valid again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunEnd(String cluster, String run, boolean well) {

    /** What is left out names no cluster and no run, so that a signal sent by hand ends none. */
    public RunEnd {
        cluster = Objects.requireNonNullElse(cluster, "");
        run = Objects.requireNonNullElse(run, "");
    }

    /** A signal without an argument ends no run. */
    public static RunEnd orNone(@Nullable RunEnd end) {
        return Objects.requireNonNullElseGet(end, () -> new RunEnd("", "", false));
    }
}
