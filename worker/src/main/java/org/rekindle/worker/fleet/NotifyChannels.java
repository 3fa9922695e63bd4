// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.ChannelSpec;

/**
 * How people are reached.
 *
 * @param link where people open a run in the Temporal UI; null when messages have no link
 * @param byName the channels, and the people who are told, in the order of the file
 */
public record NotifyChannels(@Nullable String link, Map<String, ChannelSpec> byName) {

    /** No one is reached. */
    public static final NotifyChannels NONE = new NotifyChannels(null, Map.of());

    /** Keeps the channels as they are. */
    public NotifyChannels {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
