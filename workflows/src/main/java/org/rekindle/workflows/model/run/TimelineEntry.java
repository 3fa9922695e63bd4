// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** Something that happened. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TimelineEntry(Instant at, Phase phase, String what) {}
