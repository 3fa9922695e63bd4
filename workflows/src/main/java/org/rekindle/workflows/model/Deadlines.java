// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * Our own deadlines, since Magnum has none: how long each wait may last.
 *
 * @param approval how long the gate waits for a human before the run asks again as a stuck step
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Deadlines(Duration upgrade, Duration delete, Duration create, Duration nodeGroup, Duration verify, Duration approval) {}
