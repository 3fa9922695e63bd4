// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.workflows.model.notify.Notice;

/** Texts that come from outside neither break out of a message nor call everyone. */
class HostileTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20260303;
    private static final int TRIES = 25;

    private static final List<String> PIECES = List.of(
            "<!channel>",
            "<!here|here>",
            "<@U024BE7LH>",
            "@channel",
            "@here",
            "@all",
            "@room",
            "@**all**",
            "@*admins*",
            "<https://evil.example.org|safe>",
            "[safe](https://evil.example.org)",
            "**",
            "*",
            "_",
            "~~",
            "```",
            "`",
            "\n",
            "\r\n",
            "\u2028",
            "\u0000",
            "\u001b[31m",
            "\u202e",
            "\u200b",
            "\ud83d",
            "\ud83d\ude00",
            "&lt;",
            "&",
            "\"",
            "\\",
            "</strong><script>",
            "#general",
            "$$x$$",
            "{{DATE(2026-03-03T00:00:00Z)}}",
            "<at>everyone</at>",
            " ",
            "word",
            "x".repeat(700));

    @TempDir
    Path folder;

    private final RecordingService service = service();
    private final ChannelTools tools = new ChannelTools(
            new ChannelHttp(ChannelHttp.client(), Duration.ofSeconds(30), Clock.systemUTC()),
            NoticeLinks.NONE,
            Clock.systemUTC());

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void noTextCallsEveryoneOrIsTooLong(HttpKind kind) throws Exception {
        Channel channel = kind.open(service, folder, tools);
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            service.received.clear();
            channel.send(hostile(random), null);

            String body = service.only().body();
            String shown = shown(kind, body);
            assertThat(shown.length()).isLessThan(longest(kind));
            assertThat(body.getBytes(StandardCharsets.UTF_8).length).isLessThan(28 * 1024);
            assertThat(shown).doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f\u2028\u202e]");
            assertThat(shown.codePoints()).noneMatch(each -> Character.getType(each) == Character.SURROGATE);
            for (String forbidden : forbidden(kind)) {
                assertThat(shown).doesNotContain(forbidden);
            }
        }
    }

    @Test
    void aTextStaysOnItsLine() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            NoticeText text = NoticeText.of(hostile(random), NoticeLinks.NONE);

            assertThat(text.headline()).doesNotContain("\n", "\r").hasSizeLessThanOrEqualTo(250);
            assertThat(text.lines())
                    .hasSizeLessThanOrEqualTo(61)
                    .allMatch(line -> line.length() <= 900 && line.lines().count() <= 1);
        }
    }

    @Test
    void whatDoesNotFitIsLeftOutWithAMark() {
        NoticeText text = NoticeText.of(
                Notices.saying("pythia", "a".repeat(50), "b".repeat(50), "c".repeat(50)), NoticeLinks.NONE);

        assertThat(text.linesWithin(110, line -> line)).containsExactly("a".repeat(50), "b".repeat(50), "…");
        assertThat(text.linesWithin(200, line -> line)).hasSize(3).doesNotContain("…");
    }

    @Test
    void noCharacterIsCutInTwo() {
        String cut = NoticeText.shortened("12345678\ud83d\ude00\ud83d\ude00", 10);

        assertThat(cut).isEqualTo("12345678…");
    }

    private static Notice hostile(Random random) {
        String[] lines = new String[random.nextInt(80)];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = text(random);
        }
        return Notices.saying(text(random), lines);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** The part of a body in which a service looks for mentions and mark-up. */
    private static String shown(HttpKind kind, String body) throws IOException {
        if (kind == HttpKind.ZULIP) {
            return URLDecoder.decode(body.replaceFirst(".*&content=", ""), StandardCharsets.UTF_8);
        }
        JsonNode json = JSON.readTree(body);
        return switch (kind) {
            case MATRIX -> json.path("formatted_body").asText();
            case TEAMS -> String.join("\n", json.findValuesAsText("text"));
            case PAGERDUTY ->
                json.at("/payload/summary").asText() + "\n"
                        + json.at("/payload/custom_details/message").asText();
            case WEBHOOK -> json.at("/data/headline").asText();
            default -> json.path("text").asText();
        };
    }

    private static List<String> forbidden(HttpKind kind) {
        return switch (kind) {
            case SLACK_WEBHOOK, SLACK_BOT -> List.of("<", ">", "```");
            case MATTERMOST -> List.of("@channel", "@all", "@here", "<!channel>", "<@", "](", " ```");
            case ZULIP -> List.of("@", "`", "](", "<", "$$", "#g");
            case MATRIX -> List.of("<script", "<at", "<!", "<http");
            default -> List.of();
        };
    }

    private static int longest(HttpKind kind) {
        return switch (kind) {
            case SLACK_WEBHOOK, SLACK_BOT -> 5500;
            case MATTERMOST -> 4000;
            case ZULIP -> 10_000;
            default -> 8000;
        };
    }

    private static RecordingService service() {
        try {
            return new RecordingService();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
