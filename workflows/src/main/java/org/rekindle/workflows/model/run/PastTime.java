// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a piece of work took that came to its end.
 *
 * @param at when it ended
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PastTime(Work work, Duration took, Instant at) {}
