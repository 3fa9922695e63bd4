// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.run.FailureCode;

/** Posts as a bot of Slack. */
final class SlackBotChannel implements Channel {

    static final String API = "https://slack.com/api";

    private final SlackBotSpec spec;
    private final ChannelTools tools;
    private final URI url;

    /** @param api the address of Slack's Web API */
    SlackBotChannel(SlackBotSpec spec, ChannelTools tools, String api) {
        this.spec = spec;
        this.tools = tools;
        this.url = URI.create(api + "/chat.postMessage");
    }

    /** Into the thread, and beside it when the thread is gone: the message matters more than its place. */
    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        JsonNode answer = post(notice, reply);
        if (reply != null && SlackError.isAboutThread(answer.path("error").asText())) {
            return threadOf(post(notice, null), null);
        }
        return threadOf(answer, reply);
    }

    private JsonNode post(Notice notice, @Nullable String thread) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", spec.channel());
        body.put("text", SlackText.of(tools.text(notice)));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        if (thread != null) {
            body.put("thread_ts", thread);
        }
        String token = ChannelSecrets.text(spec.name(), spec.tokenFile());
        HttpRequest.Builder request = ChannelHttp.json("POST", url, body).header("Authorization", "Bearer " + token);
        return tools.http().send(spec.name(), spec.tokenFile(), request);
    }

    private @Nullable String threadOf(JsonNode answer, @Nullable String reply) {
        if (!answer.path("ok").isBoolean()) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "Channel " + spec.name() + ": " + url.getHost() + " answers with something else than Slack does.");
        }
        if (!answer.path("ok").asBoolean()) {
            throw SlackError.failure(spec, answer.path("error").asText());
        }
        if (reply != null) {
            return reply;
        }
        return answer.path("ts").textValue();
    }
}
