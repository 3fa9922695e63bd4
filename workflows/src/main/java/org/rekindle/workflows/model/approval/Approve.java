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
 * Approves a plan.
 *
 * @param planSha256 the plan; null when what was sent is no hash, so that it is refused with a sentence
 * @param at when it was signed, as the signed {@link ApprovalText} says it; null without a signature, and when what was sent is no
 *     time
 * @param signature of any kind, such as {@code ssh-keygen -Y sign} writes, told apart by its beginning; null for an approval by name
 *     alone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Approve(
        @Nullable PlanHash planSha256,
        String by,
        @Nullable Instant at,
        @Nullable String signature) {

    /** What is left out is read as empty, so that it is refused with a sentence. */
    public Approve {
        by = by == null ? "" : by.strip();
        signature = signature == null || signature.isBlank() ? null : signature;
    }

    /** By name alone. */
    public Approve(@Nullable PlanHash planSha256, String by) {
        this(planSha256, by, null, null);
    }

    /** Reads what a person sent. */
    @JsonCreator
    static Approve sent(
            @JsonProperty("planSha256") @Nullable String planSha256,
            @JsonProperty("by") String by,
            @JsonProperty("at") @Nullable String at,
            @JsonProperty("signature") @Nullable String signature) {
        return new Approve(PlanHash.typed(planSha256), by, SignedText.time(at), signature);
    }
}
