// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** Posts by an incoming webhook of Slack. */
final class SlackWebhookChannel implements Channel {

    private final SlackWebhookSpec spec;
    private final ChannelTools tools;

    SlackWebhookChannel(SlackWebhookSpec spec, ChannelTools tools) {
        this.spec = spec;
        this.tools = tools;
    }

    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        URI url = ChannelSecrets.url(spec.name(), spec.urlFile());
        Map<String, ?> body =
                Map.of("text", SlackText.of(tools.text(notice)), "unfurl_links", false, "unfurl_media", false);
        tools.http().send(spec.name(), spec.urlFile(), ChannelHttp.json("POST", url, body));
        return null;
    }
}
