// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * One step of a plan.
 *
 * @param expected how long it usually takes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlannedStep(String name, String what, Duration expected) {}
