// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proves who asked for the run.
 *
 * @param at when it was signed, as the signed {@link RequestText} says it; null when what was sent is no time
 * @param signature the signature as {@code ssh-keygen -Y sign} writes it; empty when it was left out, which is refused
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProveRequester(String by, @Nullable Instant at, String signature) {

    /** What is left out is read as empty, so that it is refused with a sentence. */
    public ProveRequester {
        by = by == null ? "" : by.strip();
        signature = signature == null ? "" : signature;
    }

    /** Reads what a person sent. */
    @JsonCreator
    static ProveRequester sent(
            @JsonProperty("by") String by,
            @JsonProperty("at") @Nullable String at,
            @JsonProperty("signature") String signature) {
        return new ProveRequester(by, SignedText.time(at), signature);
    }
}
