// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** Posts as a bot of Zulip. The topic is the thread, so that no handle is needed. */
final class ZulipChannel implements Channel {

    /** Zulip takes 10000. */
    private static final int LONGEST = 8000;

    /** Zulip takes 60, of which a blank and eight digits tell one run from another. */
    private static final int LONGEST_NAME = 50;

    private static final Pattern MARKUP = Pattern.compile("[&<>@*#`~$\\[\\]()!|\\\\{}]");

    private final ZulipSpec spec;
    private final ChannelTools tools;

    ZulipChannel(ZulipSpec spec, ChannelTools tools) {
        this.spec = spec;
        this.tools = tools;
    }

    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        URI url = ChannelSecrets.url(spec.name(), spec.url().replaceFirst("/+$", "") + "/api/v1/messages");
        byte[] login =
                (spec.user() + ":" + ChannelSecrets.text(spec.name(), spec.keyFile())).getBytes(StandardCharsets.UTF_8);
        Map<String, String> form = new LinkedHashMap<>();
        // Newer servers say channel, and take both.
        form.put("type", "stream");
        form.put("to", spec.stream());
        form.put("topic", topic(notice));
        form.put("content", String.join("\n", tools.text(notice).markdown(LONGEST, ZulipChannel::escaped)));
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        tools.http().send(spec.name(), spec.keyFile(), request);
        return null;
    }

    private static String topic(Notice notice) {
        return NoticeText.oneLine(notice.cluster(), LONGEST_NAME) + " "
                + KeyDigest.of(notice.thread()).substring(0, 8);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** As entities of HTML, which Zulip shows as the characters: it knows no backslash, and looks for mentions before entities. */
    private static String escaped(String text) {
        return MARKUP.matcher(text)
                .replaceAll(found -> "&#" + (int) found.group().charAt(0) + ";");
    }
}
