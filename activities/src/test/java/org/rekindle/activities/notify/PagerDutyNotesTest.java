// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.notify.RecordingService.Answer;
import org.rekindle.activities.notify.RecordingService.Received;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.FailureCode;

/** What stands in an incident of PagerDuty about the run that it started, and what comes of a note that is not taken. */
final class PagerDutyNotesTest {

    private static final Alert INCIDENT = new Alert("pd", "PGR0VU2@2026-03-03T16:01:00Z", "The hub is down");
    private static final String TOKEN = "a-key-of-the-rest-api-4711";

    @TempDir
    Path folder;

    private RecordingService events;
    private RecordingService api;
    private Channel channel;

    @BeforeEach
    void listen() throws IOException {
        events = new RecordingService();
        api = new RecordingService();
        PagerDutySpec spec = new PagerDutySpec(
                "pager",
                Notices.secret(folder, "routing.key", "the-routing-key"),
                new PagerDutySite("two servers", events.url(), api.url()),
                new PagerDutySpec.Notes("pd", Notices.secret(folder, "api.token", TOKEN), "rekindle@example.org"));
        ChannelHttp http =
                new ChannelHttp(ChannelHttp.client(), Duration.ofSeconds(30), Clock.fixed(Notices.AT, ZoneOffset.UTC));
        channel = new PagerDutyChannel(spec, new ChannelTools(http, Notices.LINKS, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        events.close();
        api.close();
    }

    @Test
    void theIncidentSaysWhatTheRunAsks() {
        channel.send(about(INCIDENT, NoticeKind.QUESTION), null);

        Received note = api.only();
        assertThat(note.method()).isEqualTo("POST");
        assertThat(note.path()).isEqualTo("/incidents/PGR0VU2/notes");
        assertThat(note.header("Authorization")).isEqualTo("Token token=" + TOKEN);
        assertThat(note.header("From")).isEqualTo("rekindle@example.org");
        assertThat(note.header("Accept")).isEqualTo("application/vnd.pagerduty+json;version=2");
        assertThat(note.body())
                .isEqualTo("{\"note\":{\"content\":\"pythia waits for an approval\\nThe plan destroys 1 cluster.\\n"
                        + "./rekindle approve pythia\\n" + Notices.LINK + "\"}}");
        assertThat(events.received).hasSize(1);
    }

    @Test
    void aStartPagesNoPersonAndIsNotedAllTheSame() {
        channel.send(about(INCIDENT, NoticeKind.STARTED), null);

        assertThat(events.received).isEmpty();
        assertThat(api.received).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWERED", "SLOW", "EXPIRES", "NOT_PROVEN", "SENDER_SILENT", "SENDER_BACK", "TEST"})
    void whatIsBetweenIsNotNoted(NoticeKind kind) {
        channel.send(about(INCIDENT, kind), null);

        assertThat(api.received).isEmpty();
    }

    @Test
    void noNoteIsWrittenAboutARunThatNoIncidentStarted() {
        channel.send(about(null, NoticeKind.ENDED), null);
        channel.send(about(new Alert("alertmanager", "PGR0VU2@1", "down"), NoticeKind.ENDED), null);

        assertThat(api.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../users/me", "PGR0VU2/merge", "", "P?x=1", "p"})
    void whatIsNoIdOfAnIncidentIsNoPartOfAUrl(String id) {
        channel.send(about(new Alert("pd", id + "@2026", "down"), NoticeKind.ENDED), null);

        assertThat(api.received).isEmpty();
    }

    @Test
    void aLimitSaysWhenToTryAgain() {
        api.answers.add(Answer.of(429, "", "Retry-After", "42"));

        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class, () -> channel.send(about(INCIDENT, NoticeKind.ENDED), null));

        assertThat(failure.getType()).isEqualTo(FailureCode.UNAVAILABLE.name());
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(42));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void aNoteThatIsRefusedForGoodIsGivenUpSinceTheMessageIsTaken(int status) {
        api.answers.add(Answer.of(status, "{\"error\":{\"message\":\"Incident Not Found\"}}"));

        channel.send(about(INCIDENT, NoticeKind.ENDED), null);

        assertThat(events.received).hasSize(1);
    }

    @Test
    void noNoteIsWrittenOfAMessageThatIsNotTaken() {
        events.answers.add(Answer.of(503, ""));

        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class, () -> channel.send(about(INCIDENT, NoticeKind.ENDED), null));

        assertThat(failure.getType()).isEqualTo(FailureCode.UNAVAILABLE.name());
        assertThat(api.received).isEmpty();
    }

    private static Notice about(@Nullable Alert alert, NoticeKind kind) {
        Notice some = Notices.of(kind, Urgency.INFO);
        return new Notice(
                some.key(),
                some.thread(),
                kind,
                some.urgency(),
                some.cluster(),
                some.headline(),
                List.copyOf(some.lines()),
                some.workflowId(),
                some.runId(),
                some.at(),
                alert);
    }
}
