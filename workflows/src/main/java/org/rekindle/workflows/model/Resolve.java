// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Tells a stuck step what to do.
 *
 * @param step the name of the step, so that a late answer does not hit the next one; null for whichever is stuck
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resolve(@Nullable String step, Resolution resolution, String by) {}
