// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;

/**
 * Who else is told when nobody has answered.
 *
 * @param after the time since the question was asked; zero for at once
 * @param channels names of channels and people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Escalation(Duration after, List<String> channels) {

    /** Keeps the list as it is. */
    public Escalation {
        channels = List.copyOf(channels);
    }
}
