// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** Posts CloudEvents to a service of one's own. */
final class WebhookChannel implements Channel {

    /** What a header takes, without a full stop: that separates the parts of what is signed. */
    private static final String PLAIN_ID = "[A-Za-z0-9_:/=+-]{1,200}";

    private final WebhookSpec spec;
    private final ChannelTools tools;

    WebhookChannel(WebhookSpec spec, ChannelTools tools) {
        this.spec = spec;
        this.tools = tools;
    }

    /** Each event names its thread, so that no handle is needed. */
    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        StandardWebhookKey key = StandardWebhookKey.in(spec.name(), spec.secretFile());
        String body = ChannelHttp.text(event(notice, tools.text(notice)));
        String id = id(notice.key());
        long now = tools.clock().instant().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(url())
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now))
                .header("webhook-signature", key.signature(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        tools.http().send(spec.name(), secret(), request);
        return null;
    }

    private URI url() {
        if (spec.urlFile() != null) {
            return ChannelSecrets.url(spec.name(), spec.urlFile());
        }
        return ChannelSecrets.url(spec.name(), Objects.requireNonNull(spec.url()));
    }

    private Path secret() {
        return Objects.requireNonNullElse(spec.urlFile(), spec.secretFile());
    }

    private static String id(String key) {
        if (key.matches(PLAIN_ID)) {
            return key;
        }
        return KeyDigest.of(key);
    }

    private static Map<String, ?> event(Notice notice, NoticeText text) {
        String kind = notice.kind().name().toLowerCase(Locale.ROOT);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", kind);
        data.put("urgency", notice.urgency().name().toLowerCase(Locale.ROOT));
        data.put("cluster", notice.cluster());
        data.put("thread", notice.thread());
        data.put("headline", text.headline());
        data.put("lines", text.lines());
        data.put("workflowId", notice.workflowId());
        data.put("runId", notice.runId());
        data.put("link", text.link() == null ? null : text.link().address());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", notice.key());
        event.put("source", "/rekindle");
        event.put("type", "org.rekindle.notice." + kind);
        event.put("subject", notice.cluster());
        event.put("time", notice.at().toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return event;
    }
}
