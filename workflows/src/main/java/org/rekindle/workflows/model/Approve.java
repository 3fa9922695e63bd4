// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Gives leave for a plan. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approve(String planSha256, String by) {

    /** What is left out counts as said in no words, so that it is refused with a sentence. */
    public Approve {
        planSha256 = planSha256 == null ? "" : planSha256.strip();
        by = by == null ? "" : by.strip();
    }
}
