// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.activities.notify.RecordingService.Answer;
import org.rekindle.activities.openstack.SettableClock;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.model.run.FailureCode;

/** What each service gets. */
class ChannelMessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SettableClock CLOCK = new SettableClock(Notices.AT.plusSeconds(5));
    private static final ChannelHttp HTTP = new ChannelHttp(ChannelHttp.client(), Duration.ofSeconds(30), CLOCK);

    @TempDir
    Path folder;

    private final RecordingService service = service();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void slackGetsABoldHeadlineTheLinesAndALink() throws Exception {
        String reply = channel(HttpKind.SLACK_WEBHOOK).send(Notices.question(), null);

        assertThat(reply).isNull();
        assertThat(service.only().path()).startsWith("/hooks/");
        assertThat(json().path("text").asText())
                .isEqualTo("*pythia waits for an approval*\nThe plan destroys 1 cluster.\n./rekindle approve pythia\n<"
                        + Notices.LINK + "|Open the run in Temporal>");
    }

    @Test
    void aBotOfSlackPostsIntoTheThreadOfTheFirstMessage() throws Exception {
        Channel channel = channel(HttpKind.SLACK_BOT);
        service.answers.add(Answer.of(200, "{\"ok\": true, \"ts\": \"1503435956.000247\"}"));
        service.answers.add(Answer.of(200, "{\"ok\": true, \"ts\": \"1503435999.000100\"}"));

        String first = channel.send(Notices.question(), null);
        String second = channel.send(Notices.question(), first);

        assertThat(first).isEqualTo("1503435956.000247").isEqualTo(second);
        RecordingService.Received later = service.received.get(1);
        assertThat(later.path()).isEqualTo("/chat.postMessage");
        assertThat(later.header("Authorization")).isEqualTo("Bearer " + HttpKind.SECRET);
        assertThat(JSON.readTree(later.body()).path("thread_ts").asText()).isEqualTo(first);
        assertThat(JSON.readTree(later.body()).path("channel").asText()).isEqualTo("C012AB3CD");
        assertThat(JSON.readTree(service.received.get(0).body()).has("thread_ts"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ratelimited, UNAVAILABLE",
        "internal_error, UNAVAILABLE",
        "invalid_auth, ACCESS_DENIED",
        "token_revoked, ACCESS_DENIED",
        "missing_scope, ACCESS_DENIED",
        "channel_not_found, REFUSED",
        "not_in_channel, REFUSED",
        "is_archived, REFUSED",
        "msg_too_long, REFUSED",
        "cannot_reply_to_message, REFUSED",
    })
    void anErrorOfSlackComesWithASuccess(String error, FailureCode code) throws Exception {
        service.answers.add(Answer.of(200, "{\"ok\": false, \"error\": \"" + error + "\"}"));

        ApplicationFailure failure =
                failure(code, () -> channel(HttpKind.SLACK_BOT).send(Notices.question(), null));

        assertThat(failure.getOriginalMessage()).startsWith("Channel ops: Slack answers with " + error);
    }

    @Test
    void anErrorThatSlackDoesNotListIsNotQuoted() throws Exception {
        service.answers.add(Answer.of(200, "{\"ok\": false, \"error\": \"" + HttpKind.SECRET + "\"}"));

        ApplicationFailure failure =
                failure(FailureCode.REFUSED, () -> channel(HttpKind.SLACK_BOT).send(Notices.question(), null));

        assertThat(failure.getOriginalMessage()).doesNotContain(HttpKind.SECRET);
    }

    @Test
    void whereTheThreadIsGoneSlackGetsTheMessageBesideIt() throws Exception {
        service.answers.add(Answer.of(200, "{\"ok\": false, \"error\": \"thread_not_found\"}"));
        service.answers.add(Answer.of(200, "{\"ok\": true, \"ts\": \"2.2\"}"));

        String reply = channel(HttpKind.SLACK_BOT).send(Notices.question(), "1.1");

        assertThat(reply).isEqualTo("2.2");
        assertThat(service.received.get(1).body()).doesNotContain("thread_ts");
    }

    @Test
    void aPageInPlaceOfSlackIsTriedAgain() throws Exception {
        service.answers.add(Answer.of(200, "<html>maintenance</html>"));

        failure(FailureCode.UNAVAILABLE, () -> channel(HttpKind.SLACK_BOT).send(Notices.question(), null));
    }

    @Test
    void mattermostGetsMarkdown() throws Exception {
        channel(HttpKind.MATTERMOST).send(Notices.question(), null);

        assertThat(json().path("text").asText())
                .isEqualTo("**pythia waits for an approval**  \nThe plan destroys 1 cluster.  \n"
                        + "./rekindle approve pythia  \n[Open the run in Temporal](" + Notices.LINK + ")");
    }

    @Test
    void zulipGetsATopicForEachRun() throws Exception {
        channel(HttpKind.ZULIP).send(Notices.question(), null);

        RecordingService.Received request = service.only();
        assertThat(request.path()).isEqualTo("/api/v1/messages");
        assertThat(request.header("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        ("bot@example.org:" + HttpKind.SECRET).getBytes(StandardCharsets.UTF_8)));
        Map<String, String> form = form(request.body());
        assertThat(form).containsEntry("type", "stream").containsEntry("to", "clusters & hubs");
        assertThat(form.get("topic")).matches("pythia [0-9a-f]{8}");
        assertThat(form.get("content")).startsWith("**pythia waits for an approval**\nThe plan destroys 1 cluster.");
    }

    @Test
    void aTopicOfZulipIsShort() throws Exception {
        channel(HttpKind.ZULIP).send(Notices.saying("c".repeat(300)), null);

        assertThat(form(service.only().body()).get("topic")).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void matrixKnowsAMessageThatIsSentTwice() throws Exception {
        Channel channel = channel(HttpKind.MATRIX);
        service.answers.add(Answer.of(200, "{\"event_id\": \"$first\"}"));
        service.answers.add(Answer.of(200, "{\"event_id\": \"$first\"}"));

        assertThat(channel.send(Notices.question(), null)).isEqualTo("$first");
        assertThat(channel.send(Notices.question(), "$first")).isEqualTo("$first");

        RecordingService.Received first = service.received.get(0);
        RecordingService.Received second = service.received.get(1);
        assertThat(first.method()).isEqualTo("PUT");
        assertThat(first.path())
                .isEqualTo(second.path())
                .matches("/_matrix/client/v3/rooms/%21abc%3Aexample\\.org/send/m\\.room\\.message/[0-9a-f]{64}");
        JsonNode event = JSON.readTree(second.body());
        assertThat(event.path("msgtype").asText()).isEqualTo("m.text");
        assertThat(event.path("m.mentions").isObject()).isTrue();
        assertThat(event.at("/m.relates_to/rel_type").asText()).isEqualTo("m.thread");
        assertThat(event.at("/m.relates_to/event_id").asText()).isEqualTo("$first");
        assertThat(JSON.readTree(first.body()).has("m.relates_to")).isFalse();
        assertThat(event.path("formatted_body").asText())
                .startsWith("<strong>pythia waits for an approval</strong><br>");
    }

    @Test
    void matrixSaysInTheBodyWhenToTryAgain() throws Exception {
        service.answers.add(Answer.of(429, "{\"errcode\": \"M_LIMIT_EXCEEDED\", \"retry_after_ms\": 2500}"));

        ApplicationFailure failure =
                failure(FailureCode.UNAVAILABLE, () -> channel(HttpKind.MATRIX).send(Notices.question(), null));

        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void teamsGetsACardWithoutMarkdown() throws Exception {
        service.answers.add(Answer.of(202, ""));
        channel(HttpKind.TEAMS).send(Notices.question(), null);

        JsonNode card = json().at("/attachments/0/content");
        assertThat(json().at("/attachments/0/contentType").asText())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("body"))
                .hasSize(3)
                .allMatch(each -> each.path("type").asText().equals("RichTextBlock"));
        assertThat(card.at("/body/0/inlines/0/text").asText()).isEqualTo("pythia waits for an approval");
        assertThat(card.at("/actions/0/url").asText()).isEqualTo(Notices.LINK);
    }

    @ParameterizedTest
    @CsvSource({
        "QUESTION, CRITICAL, trigger, critical",
        "QUESTION, WARNING, trigger, warning",
        "SLOW, WARNING, trigger, warning",
        "NOT_PROVEN, CRITICAL, trigger, critical",
        "STARTED, CRITICAL, trigger, critical",
        "EXPIRES, CRITICAL, trigger, critical",
        "EXPIRES, WARNING, trigger, warning",
        "TEST, INFO, trigger, info",
        "ENDED, CRITICAL, trigger, critical",
        "ENDED, INFO, resolve,",
        "ANSWERED, INFO, acknowledge,",
        "SENDER_SILENT, CRITICAL, trigger, critical",
        "SENDER_BACK, INFO, resolve,",
    })
    void pagerDutyOpensAcknowledgesAndResolves(
            NoticeKind kind, Urgency urgency, String action, @Nullable String severity) throws Exception {
        service.answers.add(Answer.of(202, "{\"status\": \"success\"}"));
        channel(HttpKind.PAGERDUTY).send(Notices.of(kind, urgency), null);

        JsonNode event = json();
        assertThat(service.only().path()).isEqualTo("/v2/enqueue");
        assertThat(event.path("routing_key").asText()).isEqualTo(HttpKind.SECRET);
        assertThat(event.path("event_action").asText()).isEqualTo(action);
        assertThat(event.path("dedup_key").asText()).isEqualTo("pythia/4256088d-2fa2");
        assertThat(event.at("/payload/severity").textValue()).isEqualTo(severity);
        if (severity != null) {
            assertThat(event.at("/payload/summary").asText()).isEqualTo("pythia waits for an approval");
            assertThat(event.at("/payload/source").asText()).isEqualTo("pythia");
            assertThat(event.at("/links/0/href").asText()).isEqualTo(Notices.LINK);
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTED", "EXPIRES"})
    void pagerDutyIsNotToldOfWhatPagesNoPerson(NoticeKind kind) throws Exception {
        channel(HttpKind.PAGERDUTY).send(Notices.of(kind, Urgency.INFO), null);

        assertThat(service.received).isEmpty();
    }

    @Test
    void anAlertOfPagerDutyHasAKeyOfAtMost255Characters() throws Exception {
        Notice some = Notices.question();
        Notice longThread = new Notice(
                some.key(),
                "t".repeat(300),
                some.kind(),
                some.urgency(),
                some.cluster(),
                some.headline(),
                some.lines(),
                null,
                null,
                some.at());

        channel(HttpKind.PAGERDUTY).send(longThread, null);

        assertThat(json().path("dedup_key").asText()).hasSize(64);
    }

    @Test
    void aWebhookGetsASignedCloudEvent() throws Exception {
        channel(HttpKind.WEBHOOK).send(Notices.question(), null);

        RecordingService.Received request = service.only();
        assertThat(request.header("Content-type")).startsWith("application/cloudevents+json");
        assertThat(request.header("Webhook-id")).isEqualTo("pythia/4256088d-2fa2/approval-1");
        assertThat(request.header("Webhook-timestamp"))
                .isEqualTo(String.valueOf(CLOCK.instant().getEpochSecond()));
        StandardWebhookKey key = StandardWebhookKey.in("ops", Notices.secret(folder, "same", HttpKind.SECRET));
        assertThat(request.header("Webhook-signature"))
                .isEqualTo(key.signature(
                        "pythia/4256088d-2fa2/approval-1", CLOCK.instant().getEpochSecond(), request.body()));
        JsonNode event = json();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("pythia/4256088d-2fa2/approval-1");
        assertThat(event.path("type").asText()).isEqualTo("org.rekindle.notice.question");
        assertThat(event.path("source").asText()).isEqualTo("/rekindle");
        assertThat(event.path("subject").asText()).isEqualTo("pythia");
        assertThat(event.path("time").asText()).isEqualTo("2026-03-03T12:00:00Z");
        assertThat(event.at("/data/lines")).hasSize(2);
        assertThat(event.at("/data/link").asText()).isEqualTo(Notices.LINK);
    }

    @Test
    void theKeyOfAMessageThatFitsNoHeaderIsHashed() throws Exception {
        Notice some = Notices.question();
        Notice odd = new Notice(
                "a.b\r\nX-Evil: 1",
                some.thread(),
                some.kind(),
                some.urgency(),
                some.cluster(),
                some.headline(),
                some.lines(),
                null,
                null,
                some.at());

        channel(HttpKind.WEBHOOK).send(odd, null);

        assertThat(service.only().header("Webhook-id")).matches("[0-9a-f]{64}");
        assertThat(service.only().headers()).doesNotContainKey("X-evil");
    }

    @Test
    void withoutAnAddressOfTheUiThereIsNoLink() throws Exception {
        HttpKind.SLACK_WEBHOOK
                .open(service, folder, new ChannelTools(HTTP, NoticeLinks.NONE, CLOCK))
                .send(Notices.question(), null);

        assertThat(json().path("text").asText()).doesNotContain("http");
    }

    private Channel channel(HttpKind kind) throws IOException {
        return kind.open(service, folder, new ChannelTools(HTTP, Notices.LINKS, CLOCK));
    }

    private JsonNode json() throws IOException {
        return JSON.readTree(service.only().body());
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static RecordingService service() {
        try {
            return new RecordingService();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
