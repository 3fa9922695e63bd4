// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** Posts by a webhook of the app Workflows in Microsoft Teams, as an adaptive card. */
final class TeamsChannel implements Channel {

    /** A card takes 28 KB, and a character up to three bytes. */
    private static final int LONGEST = 5000;

    private final TeamsSpec spec;
    private final ChannelTools tools;

    TeamsChannel(TeamsSpec spec, ChannelTools tools) {
        this.spec = spec;
        this.tools = tools;
    }

    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        URI url = ChannelSecrets.url(spec.name(), spec.urlFile());
        Map<String, ?> message = Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of(
                        "contentType",
                        "application/vnd.microsoft.card.adaptive",
                        "content",
                        card(tools.text(notice)))));
        tools.http().send(spec.name(), spec.urlFile(), ChannelHttp.json("POST", url, message));
        return null;
    }

    private static Map<String, ?> card(NoticeText text) {
        List<Map<String, ?>> body = new ArrayList<>();
        body.add(run(Map.of("type", "TextRun", "text", text.headline(), "weight", "Bolder", "size", "Medium")));
        text.linesWithin(LONGEST, UnaryOperator.identity())
                .forEach(line -> body.add(run(Map.of("type", "TextRun", "text", line))));
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("msteams", Map.of("width", "Full"));
        card.put("body", body);
        if (text.link() != null) {
            card.put(
                    "actions",
                    List.of(Map.of(
                            "type",
                            "Action.OpenUrl",
                            "title",
                            text.link().words(),
                            "url",
                            text.link().address())));
        }
        return card;
    }

    /** A text block would read Markdown, and dates in braces; a run of text is shown as it is. */
    private static Map<String, ?> run(Map<String, ?> text) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(text));
    }
}
