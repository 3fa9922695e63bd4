// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * Leave to destroy what one plan names.
 *
 * @param planSha256 the plan it is for
 * @param by who gave it; {@code policy} when the fleet file did
 * @param others who gave it as well, where more than one must
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approval(String planSha256, String by, List<String> others, Instant givenAt, Instant expiresAt) {

    /** What an older history does not tell: one was enough. */
    public Approval {
        others = others == null ? List.of() : List.copyOf(others);
    }

    /** Of one person. */
    public Approval(String planSha256, String by, Instant givenAt, Instant expiresAt) {
        this(planSha256, by, List.of(), givenAt, expiresAt);
    }

    /** Everybody who gave it. */
    public String names() {
        return others.isEmpty() ? by : by + " and " + String.join(" and ", others);
    }
}
