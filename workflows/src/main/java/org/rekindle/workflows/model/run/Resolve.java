// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a stuck step does next.
 *
 * @param step the name of the step, so that a late answer does not hit the next one; null for whichever is stuck
 * @param resolution null when it was left out, which is refused
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resolve(@Nullable String step, @Nullable Resolution resolution, String by) {

    /** What is left out is read as empty, so that it is refused with a sentence. */
    public Resolve {
        by = by == null ? "" : by.strip();
    }
}
