// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** Posts by an incoming webhook of Mattermost. */
final class MattermostChannel implements Channel {

    /** Servers before version 5 take 4000. */
    private static final int LONGEST = 3300;

    /** Nothing that is seen. */
    private static final String ZERO_WIDTH_SPACE = "\u200b";

    private final MattermostSpec spec;
    private final ChannelTools tools;

    MattermostChannel(MattermostSpec spec, ChannelTools tools) {
        this.spec = spec;
        this.tools = tools;
    }

    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        URI url = ChannelSecrets.url(spec.name(), spec.urlFile());
        // One line end alone does not end a line everywhere.
        String text = String.join("  \n", tools.text(notice).markdown(LONGEST, MattermostChannel::escaped));
        Map<String, ?> body = Map.of("text", text);
        tools.http().send(spec.name(), spec.urlFile(), ChannelHttp.json("POST", url, body));
        return null;
    }

    /**
     * A mention is cut from its {@code @}. Mattermost makes a mention of Slack's {@code <!channel>} too, before it looks for what is
     * escaped; and it shows a backslash before {@code <}.
     */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_~#|\\[\\]()>!]", "\\\\$0").replaceAll("[@<]", "$0" + ZERO_WIDTH_SPACE);
    }
}
