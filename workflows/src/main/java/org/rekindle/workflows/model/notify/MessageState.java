// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message, and what became of it.
 *
 * @param channel the name of a channel or of a person
 * @param at when it was written
 * @param sentAt when the channel took it; null before that
 * @param failure why the channel did not take it, in a sentence; null when it did, and before it is known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MessageState(
        String channel,
        String headline,
        Instant at,
        @Nullable Instant sentAt,
        @Nullable String failure) {}
