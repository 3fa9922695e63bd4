// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * Refuses a plan; the run ends with its report.
 *
 * @param planSha256 the plan; null when what was sent is no hash, so that it is refused with a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Reject(
        @Nullable PlanHash planSha256, String by, @Nullable String reason) {

    /** What is left out is read as empty, so that it is refused with a sentence. */
    public Reject {
        by = by == null ? "" : by.strip();
    }

    /** Reads what a person sent. */
    @JsonCreator
    static Reject sent(
            @JsonProperty("planSha256") @Nullable String planSha256,
            @JsonProperty("by") String by,
            @JsonProperty("reason") @Nullable String reason) {
        return new Reject(PlanHash.typed(planSha256), by, reason);
    }
}
