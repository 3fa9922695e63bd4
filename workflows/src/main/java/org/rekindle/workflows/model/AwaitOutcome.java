// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** How a wait ended. Running out of time is told by the workflow, which owns the deadline. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AwaitOutcome.Reached.class, name = "reached"),
    @JsonSubTypes.Type(value = AwaitOutcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = AwaitOutcome.TimedOut.class, name = "timed-out")
})
public sealed interface AwaitOutcome {

    /** The goal was reached. {@code cluster} is null when the goal was that it is gone. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reached(@Nullable CloudCluster cluster) implements AwaitOutcome {}

    /** Magnum says that it failed, in Magnum's own words. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Failed(String status, String reason) implements AwaitOutcome {}

    /** Our own deadline passed; {@code lastSeen} is the last thing that was seen. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record TimedOut(String lastSeen) implements AwaitOutcome {}
}
