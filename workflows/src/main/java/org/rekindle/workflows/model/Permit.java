// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet's breaker says to one teardown.
 *
 * @param refusal why it may not begin, null when it may
 * @param passing whether the refusal passes by itself, as when another teardown is under way
 * @param needsPeople whether it may begin as soon as a human gives leave instead of the fleet file
 * @param until when a permit that was not used falls away
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Permit(
        String cluster,
        String uuid,
        String planSha256,
        @Nullable String refusal,
        boolean passing,
        boolean needsPeople,
        Instant until) {

    /** Whether the teardown may begin. */
    public boolean isGranted() {
        return refusal == null;
    }
}
