// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.ChannelSpec;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.Escalation;

/**
 * One channel or person who is told something about a cluster.
 *
 * @param message what is told
 * @param after how long after it happened; null where {@code daysBefore} says when
 * @param daysBefore how many days before a certificate expires, the largest number first; empty for other messages
 * @param name of the channel or person
 * @param kind of the channel
 * @param reaches where the message goes
 */
record AudienceLine(
        Message message, @Nullable Duration after, List<Integer> daysBefore, String name, String kind, String reaches) {

    /** What people are told. */
    enum Message {
        /** That a run starts, takes long, gets an answer or ends, and that a proof failed. */
        EVERY_MESSAGE("every message"),
        /** That a run waits for people. */
        QUESTION("a run waits for people"),
        /** That a certificate expires. */
        EXPIRY("a certificate expires");

        private final String words;

        Message(String words) {
            this.words = words;
        }
    }

    /** All lines of a cluster, in the order in which people are told. */
    static List<AudienceLine> of(Audience audience, Map<String, ChannelSpec> channels) {
        List<AudienceLine> lines = new ArrayList<>();
        for (String name : audience.always()) {
            lines.add(line(Message.EVERY_MESSAGE, Duration.ZERO, List.of(), name, channels));
        }
        for (Escalation step : audience.questions()) {
            for (String name : step.channels()) {
                lines.add(line(Message.QUESTION, step.after(), List.of(), name, channels));
            }
        }
        if (!audience.expiryDays().isEmpty()) {
            for (String name : audience.always()) {
                lines.add(line(Message.EXPIRY, null, audience.expiryDays(), name, channels));
            }
        }
        return List.copyOf(lines);
    }

    private static AudienceLine line(
            Message message,
            @Nullable Duration after,
            List<Integer> daysBefore,
            String name,
            Map<String, ChannelSpec> channels) {
        ChannelSpec channel = channels.get(name);
        if (channel == null) {
            throw new IllegalStateException("The fleet file was read with a name that reaches no one: " + name);
        }
        return new AudienceLine(
                message, after, daysBefore, name, ChannelText.kind(channel), ChannelText.reaches(channel));
    }

    /** The cells of a table. */
    String[] cells() {
        return new String[] {message.words, when(), name, kind, reaches};
    }

    private String when() {
        if (after == null) {
            return AudienceText.days(daysBefore);
        }
        return AudienceText.when(after);
    }
}
