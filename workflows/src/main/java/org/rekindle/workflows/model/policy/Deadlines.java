// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * Our own deadlines, since Magnum has none: how long each wait may last.
 *
 * @param request how long a system may stay without an answer before a human is asked
 * @param approval how long the gate waits for a human before it says again that it waits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Deadlines(
        Duration request,
        Duration upgrade,
        Duration delete,
        Duration create,
        Duration nodeGroup,
        Duration verify,
        Duration approval) {}
