// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.NotifyActivities;
import org.rekindle.workflows.model.run.FailureCode;

/** Sends messages by the channels of the fleet file. */
public final class NotifyByChannel implements NotifyActivities {

    private final Map<String, Channel> channels;

    /**
     * The channels by their names. A person is a channel as well: e-mail to that person's address.
     *
     * @param links where messages lead
     */
    public NotifyByChannel(Collection<? extends ChannelSpec> specs, NoticeLinks links) {
        this(opened(specs, new ChannelTools(ChannelHttp.usual(), links, Clock.systemUTC())));
    }

    NotifyByChannel(Map<String, Channel> channels) {
        this.channels = new TreeMap<>(channels);
    }

    private static Map<String, Channel> opened(Collection<? extends ChannelSpec> specs, ChannelTools tools) {
        Map<String, Channel> channels = new TreeMap<>();
        for (ChannelSpec spec : specs) {
            if (channels.put(spec.name(), Channels.of(spec, tools)) != null) {
                throw new IllegalArgumentException("two channels have the name " + spec.name());
            }
        }
        return channels;
    }

    @Override
    public Sent send(ToSend message) {
        Channel channel = channels.get(message.channel());
        if (channel == null) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The fleet file has no channel or person " + message.channel() + ". It has: " + names()
                            + ". Write the channel below notify.channels, or start the worker anew with the file that"
                            + " has it.");
        }
        return new Sent(channel.send(message.notice(), message.reply()));
    }

    private String names() {
        if (channels.isEmpty()) {
            return "none";
        }
        return String.join(", ", channels.keySet());
    }
}
