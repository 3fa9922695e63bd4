// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of asking Magnum for something. Accepted proves nothing but that it was taken down. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RequestOutcome.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = RequestOutcome.Refused.class, name = "refused")
})
public sealed interface RequestOutcome {

    /**
     * Taken down.
     *
     * @param alreadyThere true when an earlier request of the same run had already done it, and nothing was sent
     * @param updatedAt the cluster's last change before the request: a COMPLETE with the same time is an old one
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Accepted(
            String uuid, boolean alreadyThere, @Nullable Instant updatedAt) implements RequestOutcome {}

    /**
     * Refused for good: asking again will not help.
     *
     * @param status HTTP status
     * @param reason Magnum's own words, with its request id
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refused(int status, String reason) implements RequestOutcome {}
}
