// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.messages;

import org.jspecify.annotations.Nullable;

/**
 * A message that came.
 *
 * @param id the same for a message that came twice
 * @param kind such as {@code question}
 * @param link where it leads; null when it leads nowhere
 */
public record RecordedMessage(
        String id,
        String channel,
        String kind,
        String headline,
        @Nullable String link) {

    /** What a person sees of it. */
    String shown() {
        return link == null ? headline : headline + " <" + link + ">";
    }
}
