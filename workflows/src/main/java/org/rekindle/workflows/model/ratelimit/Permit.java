// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.ratelimit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * The answer of the teardown rate limit to one teardown.
 *
 * @param refusal why it may not begin, null when it may
 * @param passing whether the refusal passes by itself, as when another teardown is under way
 * @param needsPeople whether it may begin as soon as a human approves instead of the fleet file
 * @param until when an unused permit ends
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Permit(
        String cluster,
        ClusterUuid uuid,
        PlanHash planSha256,
        @Nullable String refusal,
        boolean passing,
        boolean needsPeople,
        Instant until) {

    /** Whether the teardown may begin. */
    public boolean isGranted() {
        return refusal == null;
    }
}
