// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** Refuses a plan; the run ends with its report. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Reject(String planSha256, String by, @Nullable String reason) {

    /** What is left out counts as said in no words, so that it is refused with a sentence. */
    public Reject {
        planSha256 = planSha256 == null ? "" : planSha256.strip();
        by = by == null ? "" : by.strip();
    }
}
