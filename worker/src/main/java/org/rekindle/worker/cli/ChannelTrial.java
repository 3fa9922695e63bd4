// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.ChannelSpec;
import org.rekindle.workflows.api.NotifyActivities;
import org.rekindle.workflows.api.NotifyActivities.ToSend;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;

/**
 * What came of a test message.
 *
 * @param name of the channel or person
 * @param kind of the channel
 * @param reaches where the message goes
 * @param taken whether the channel took it
 * @param problem why it did not, null when it did
 */
record ChannelTrial(
        String name,
        String kind,
        String reaches,
        boolean taken,
        @Nullable String problem) {

    /** Sends a test message by a channel. */
    static ChannelTrial of(ChannelSpec channel, NotifyActivities activities, String person, Instant now) {
        String kind = ChannelText.kind(channel);
        String reaches = ChannelText.reaches(channel);
        try {
            activities.send(new ToSend(channel.name(), notice(channel.name(), person, now), null));
            return new ChannelTrial(channel.name(), kind, reaches, true, null);
        } catch (ApplicationFailure refused) {
            return new ChannelTrial(channel.name(), kind, reaches, false, refused.getOriginalMessage());
        }
    }

    /** Each one has a key and a thread of its own: a system that shows a message once shows every test. */
    private static Notice notice(String channel, String person, Instant now) {
        String key = "test/" + channel + "/" + now;
        return new Notice(
                key,
                key,
                NoticeKind.TEST,
                Urgency.INFO,
                "test",
                "test: Rekindle reaches you by `" + channel + "`.",
                List.of(
                        person + " sent this with `./rekindle notify test`.",
                        "Nothing is wrong, and there is nothing to do."),
                null,
                null,
                now);
    }
}
