// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** How people are reached. */
@ActivityInterface(namePrefix = "Notify.")
public interface NotifyActivities {

    /**
     * Sends a message by one channel. Fails with {@code MISCONFIGURED} when the fleet file has no such channel or its secret cannot be
     * read, with {@code REFUSED} when the channel will never take the message, and otherwise as a call that is worth another
     * try: after the time that the channel asks for, where it does.
     */
    Sent send(ToSend message);

    /**
     * A message to send.
     *
     * @param channel the name of a channel or of a person in the fleet file
     * @param reply what the channel gave with the first message of the thread, null for the first
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ToSend(String channel, Notice notice, @Nullable String reply) {}

    /**
     * A message that the channel took.
     *
     * @param reply what the channel needs to put later messages of the thread below this one, null when it needs nothing
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Sent(@Nullable String reply) {}
}
