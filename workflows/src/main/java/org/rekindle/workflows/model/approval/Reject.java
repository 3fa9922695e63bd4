// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * Refuses a plan; the run ends with its report.
 *
 * @param planSha256 the plan; null when what was sent is no hash, so that it is refused with a sentence
 * @param at when it was signed, as the signed {@link RejectionText} says it; null without a signature, and when what was sent is no
 *     time
 * @param signature the signature as {@code ssh-keygen -Y sign} writes it; null for a rejection by name alone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reject(
        @Nullable PlanHash planSha256,
        String by,
        @Nullable String reason,
        @Nullable Instant at,
        @Nullable String signature) {

    /** What is left out is read as empty, so that it is refused with a sentence. */
    public Reject {
        by = by == null ? "" : by.strip();
        signature = signature == null || signature.isBlank() ? null : signature;
    }

    /** By name alone. */
    public Reject(@Nullable PlanHash planSha256, String by, @Nullable String reason) {
        this(planSha256, by, reason, null, null);
    }

    /** Reads what a person sent. */
    @JsonCreator
    static Reject sent(
            @JsonProperty("planSha256") @Nullable String planSha256,
            @JsonProperty("by") String by,
            @JsonProperty("reason") @Nullable String reason,
            @JsonProperty("at") @Nullable String at,
            @JsonProperty("signature") @Nullable String signature) {
        return new Reject(PlanHash.typed(planSha256), by, reason, SignedText.time(at), signature);
    }
}
