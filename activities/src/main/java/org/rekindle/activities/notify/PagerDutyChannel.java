// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens, acknowledges and resolves an alert of PagerDuty for each run, and writes notes into the incident that started it. */
final class PagerDutyChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(PagerDutyChannel.class);

    /** PagerDuty takes 512 KB, and shows little of it on a telephone. */
    private static final int LONGEST_DETAILS = 5000;

    private static final int LONGEST_KEY = 255;

    private final PagerDutySpec spec;
    private final ChannelTools tools;
    private final URI url;
    private final @Nullable PagerDutyNotes notes;

    PagerDutyChannel(PagerDutySpec spec, ChannelTools tools) {
        this.spec = spec;
        this.tools = tools;
        this.url = URI.create(spec.site().events() + "/v2/enqueue");
        PagerDutySpec.Notes said = spec.notes();
        this.notes = said == null
                ? null
                : new PagerDutyNotes(spec.name(), said, tools, spec.site().api());
    }

    /**
     * The key of the alert is the thread, so that no handle is needed. The note comes last: an event that is sent again changes nothing,
     * a note would be there twice.
     */
    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        page(notice);
        if (notes != null) {
            notes.add(notice);
        }
        return null;
    }

    private void page(Notice notice) {
        String action = action(notice.kind(), notice.urgency());
        if (action == null) {
            LOG.info("Channel {}: a message {} pages no person, and is not sent", spec.name(), notice.kind());
            return;
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", ChannelSecrets.text(spec.name(), spec.routingKeyFile()));
        event.put("event_action", action);
        event.put("dedup_key", key(notice.thread()));
        if (action.equals("trigger")) {
            describe(event, notice, tools.text(notice));
        }
        tools.http().send(spec.name(), spec.routingKeyFile(), ChannelHttp.json("POST", url, event));
    }

    /** Null when there is nothing to page about. */
    private static @Nullable String action(NoticeKind kind, Urgency urgency) {
        if (kind == NoticeKind.ANSWERED) {
            return "acknowledge";
        }
        if (kind == NoticeKind.SENDER_BACK) {
            return "resolve";
        }
        boolean isCalm = urgency == Urgency.INFO;
        if (isCalm && kind == NoticeKind.ENDED) {
            return "resolve";
        }
        if (isCalm && (kind == NoticeKind.STARTED || kind == NoticeKind.EXPIRES)) {
            return null;
        }
        return "trigger";
    }

    private static void describe(Map<String, Object> event, Notice notice, NoticeText text) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", text.headline());
        payload.put("source", NoticeText.oneLine(notice.cluster(), LONGEST_KEY));
        payload.put("severity", notice.urgency().name().toLowerCase(Locale.ROOT));
        payload.put("timestamp", notice.at().toString());
        payload.put("component", "rekindle");
        payload.put("class", notice.kind().name().toLowerCase(Locale.ROOT));
        payload.put(
                "custom_details",
                Map.of("message", String.join("\n", text.linesWithin(LONGEST_DETAILS, UnaryOperator.identity()))));
        event.put("payload", payload);
        event.put("client", "Rekindle");
        if (text.link() != null) {
            event.put("client_url", text.link().address());
            event.put(
                    "links",
                    List.of(Map.of(
                            "href", text.link().address(), "text", text.link().words())));
        }
    }

    private static String key(String thread) {
        if (thread.length() <= LONGEST_KEY) {
            return thread;
        }
        return KeyDigest.of(thread);
    }
}
