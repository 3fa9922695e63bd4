// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.ResolutionText;
import org.rekindle.workflows.model.approval.SignedText;

/**
 * What a stuck step does next.
 *
 * @param step the name of the step, so that a late answer does not hit the next one; null for whichever is stuck
 * @param resolution null when it was left out, which is refused
 * @param at when it was signed, as the signed {@link ResolutionText} says it; null without a signature, and when what was sent is no
 *     time
 * @param signature the signature as {@code ssh-keygen -Y sign} writes it; null for an answer by name alone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resolve(
        @Nullable String step,
        @Nullable Resolution resolution,
        String by,
        @Nullable Instant at,
        @Nullable String signature) {

    /** What is left out is read as empty, so that it is refused with a sentence. */
    public Resolve {
        by = by == null ? "" : by.strip();
        signature = signature == null || signature.isBlank() ? null : signature;
    }

    /** By name alone. */
    public Resolve(@Nullable String step, @Nullable Resolution resolution, String by) {
        this(step, resolution, by, null, null);
    }

    /** Reads what a person sent. */
    @JsonCreator
    static Resolve sent(
            @JsonProperty("step") @Nullable String step,
            @JsonProperty("resolution") @Nullable Resolution resolution,
            @JsonProperty("by") String by,
            @JsonProperty("at") @Nullable String at,
            @JsonProperty("signature") @Nullable String signature) {
        return new Resolve(step, resolution, by, SignedText.time(at), signature);
    }
}
