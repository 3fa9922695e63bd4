// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.ChannelSpec;

/**
 * How people are reached.
 *
 * @param link where people open a run in the Temporal UI; null when messages have no link
 * @param byName the channels, and the people who are told, in the order of the file
 * @param always those of them that get every message, but where a cluster says otherwise
 */
public record NotifyChannels(@Nullable String link, Map<String, ChannelSpec> byName, List<String> always) {

    /** No one is reached. */
    public static final NotifyChannels NONE = new NotifyChannels(null, Map.of(), List.of());

    /** Keeps the channels as they are. */
    public NotifyChannels {
        always = List.copyOf(always);
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
