// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A step that needs a human.
 *
 * @param code one of {@link FailureCode}, by name
 * @param reason what went wrong, in a sentence or two
 * @param canBeSkipped false when nothing that follows would make sense without it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StuckStep(String step, String code, String reason, boolean canBeSkipped, Instant since) {}
