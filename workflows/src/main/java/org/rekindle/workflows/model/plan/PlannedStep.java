// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan.
 *
 * @param expected how long it usually takes
 * @param longest after which a decision is made, null where there is no such limit
 * @param evidence what the expectation rests on, null where there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlannedStep(
        String name,
        String what,
        Duration expected,
        @Nullable Duration longest,
        @Nullable String evidence) {

    /** A step that takes no time of its own. */
    public PlannedStep(String name, String what) {
        this(name, what, Duration.ZERO, null, null);
    }
}
