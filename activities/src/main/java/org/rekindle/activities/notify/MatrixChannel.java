// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** Posts as a user of Matrix. The message's key is the ID of the transaction, so that one that is sent twice is shown once. */
final class MatrixChannel implements Channel {

    /** Of the text and of its HTML each; an event takes 65536 bytes. */
    private static final int LONGEST = 6000;

    private final MatrixSpec spec;
    private final ChannelTools tools;

    MatrixChannel(MatrixSpec spec, ChannelTools tools) {
        this.spec = spec;
        this.tools = tools;
    }

    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        URI url = ChannelSecrets.url(
                spec.name(),
                spec.url().replaceFirst("/+$", "") + "/_matrix/client/v3/rooms/" + segment(spec.room())
                        + "/send/m.room.message/" + KeyDigest.of(notice.key()));
        String token = ChannelSecrets.text(spec.name(), spec.tokenFile());
        HttpRequest.Builder request = ChannelHttp.json("PUT", url, event(tools.text(notice), reply))
                .header("Authorization", "Bearer " + token);
        JsonNode answer = tools.http().send(spec.name(), spec.tokenFile(), request);
        if (reply != null) {
            return reply;
        }
        return answer.path("event_id").textValue();
    }

    private static Map<String, ?> event(NoticeText text, @Nullable String thread) {
        Map<String, Object> event = new LinkedHashMap<>();
        // Clients show m.notice without a sound.
        event.put("msgtype", "m.text");
        event.put("body", String.join("\n", written(text, text.headline(), UnaryOperator.identity())));
        event.put("format", "org.matrix.custom.html");
        String bold = "<strong>" + html(text.headline()) + "</strong>";
        event.put("formatted_body", String.join("<br>", written(text, bold, MatrixChannel::html)));
        // Where it stands, clients do not look for mentions such as @room in the text.
        event.put("m.mentions", Map.of());
        if (thread != null) {
            event.put(
                    "m.relates_to",
                    Map.of(
                            "rel_type",
                            "m.thread",
                            "event_id",
                            thread,
                            "is_falling_back",
                            true,
                            "m.in_reply_to",
                            Map.of("event_id", thread)));
        }
        return event;
    }

    private static List<String> written(NoticeText text, String headline, UnaryOperator<String> escaped) {
        List<String> all = new ArrayList<>();
        all.add(headline);
        all.addAll(text.linesWithin(LONGEST, escaped));
        if (text.link() != null) {
            all.add(escaped.apply(text.link().address()));
        }
        return all;
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
