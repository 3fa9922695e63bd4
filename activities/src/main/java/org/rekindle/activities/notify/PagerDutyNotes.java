// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.run.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the incident by which a run was started that the run began, what it asks, and how it ended. */
final class PagerDutyNotes {

    private static final Logger LOG = LoggerFactory.getLogger(PagerDutyNotes.class);

    private static final Set<NoticeKind> KINDS = Set.of(NoticeKind.STARTED, NoticeKind.QUESTION, NoticeKind.ENDED);

    /** As PagerDuty makes the ids of incidents. They are a part of a URL. */
    private static final Pattern INCIDENT = Pattern.compile("[A-Z0-9]{1,40}");

    /** In characters. People read them between the notes of others. */
    private static final int LONGEST = 2000;

    private final String channel;
    private final PagerDutySpec.Notes said;
    private final ChannelTools tools;
    private final String api;

    /** @param api where the REST API is */
    PagerDutyNotes(String channel, PagerDutySpec.Notes said, ChannelTools tools, String api) {
        this.channel = channel;
        this.said = said;
        this.tools = tools;
        this.api = api;
    }

    /**
     * Adds a note about a message that PagerDuty has taken. A note that it refuses for good is given up: the incident may be gone, and
     * the message has reached people.
     */
    void add(Notice notice) {
        Alert alert = notice.alert();
        if (alert == null || !alert.source().equals(said.receiver()) || !KINDS.contains(notice.kind())) {
            return;
        }
        String incident = alert.origin();
        if (!INCIDENT.matcher(incident).matches()) {
            LOG.warn("Channel {}: no note is written, since the alert has no id of an incident of PagerDuty", channel);
            return;
        }
        try {
            tools.http().send(channel, said.tokenFile(), request(incident, tools.text(notice)));
        } catch (ApplicationFailure failure) {
            if (!failure.isNonRetryable()) {
                throw failure;
            }
            LOG.warn("No note was written into incident {}: {}", incident, failure.getOriginalMessage());
        }
    }

    private HttpRequest.Builder request(String incident, NoticeText text) {
        URI url = URI.create(api + "/incidents/" + incident + "/notes");
        return ChannelHttp.json("POST", url, Map.of("note", Map.of("content", content(text))))
                .header("Accept", "application/vnd.pagerduty+json;version=2")
                .header("Authorization", "Token token=" + ChannelSecrets.text(channel, said.tokenFile()))
                .header("From", said.from());
    }

    private static String content(NoticeText text) {
        StringBuilder content = new StringBuilder(text.headline());
        text.linesWithin(LONGEST, UnaryOperator.identity())
                .forEach(line -> content.append('\n').append(line));
        if (text.link() != null) {
            content.append('\n').append(text.link().address());
        }
        return content.toString();
    }
}
