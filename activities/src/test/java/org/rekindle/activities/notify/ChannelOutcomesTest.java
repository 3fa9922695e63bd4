// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.activities.notify.RecordingService.Answer;
import org.rekindle.activities.openstack.SettableClock;
import org.rekindle.workflows.model.run.FailureCode;
import org.slf4j.LoggerFactory;

/** What comes of each outcome, for every kind of channel that goes by HTTP. */
class ChannelOutcomesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final RecordingService service = service();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level usual = root.getLevel();

    @BeforeEach
    void listen() {
        log.start();
        root.setLevel(Level.DEBUG);
        root.addAppender(log);
    }

    @AfterEach
    void noSecretIsLogged() {
        root.detachAppender(log);
        root.setLevel(usual);
        service.close();
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(HttpKind.SECRET));
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aMessageIsTaken(HttpKind kind) throws Exception {
        send(kind, LONG);

        RecordingService.Received request = service.only();
        assertThat(request.header("User-agent")).isEqualTo("Rekindle");
        assertThat(request.body()).contains("pythia");
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aLimitSaysWhenToTryAgain(HttpKind kind) {
        ApplicationFailure failure = fails(kind, FailureCode.UNAVAILABLE, Answer.of(429, "", "Retry-After", "42"));

        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(42));
        assertThat(failure.getOriginalMessage()).contains("429", "asks to wait 42 s");
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aServiceThatIsDownMaySayADate(HttpKind kind) {
        ApplicationFailure failure = fails(
                kind, FailureCode.UNAVAILABLE, Answer.of(503, "", "Retry-After", "Tue, 03 Mar 2026 12:01:30 GMT"));

        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void noServiceKeepsAMessageLongerThanAnHour(HttpKind kind) {
        ApplicationFailure failure = fails(kind, FailureCode.UNAVAILABLE, Answer.of(429, "", "Retry-After", "86400"));

        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aFaultOfTheServicePasses(HttpKind kind) {
        ApplicationFailure failure =
                fails(kind, FailureCode.UNAVAILABLE, Answer.of(500, "<h1>at /hooks/" + HttpKind.SECRET + "</h1>"));

        assertThat(failure.getNextRetryDelay()).isNull();
        assertThat(failure.getOriginalMessage()).isEqualTo("Channel ops: 127.0.0.1 answers with HTTP 500.");
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aSecretThatIsNotAcceptedIsNamedByItsFile(HttpKind kind) {
        String body = "{\"error\": \"bad token " + HttpKind.SECRET + "\"}";
        for (int status : new int[] {401, 403}) {
            ApplicationFailure failure = fails(kind, FailureCode.ACCESS_DENIED, Answer.of(status, body));
            assertThat(failure.getOriginalMessage()).contains(folder.toString(), "HTTP " + status);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void whatIsGoneOrWrongIsNotTriedAgain(HttpKind kind) {
        for (int status : new int[] {400, 404, 410, 413}) {
            fails(kind, FailureCode.REFUSED, Answer.of(status, "no_service"));
        }
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void noRedirectIsFollowed(HttpKind kind) {
        fails(kind, FailureCode.REFUSED, Answer.of(307, "", "Location", service.url() + "/elsewhere"));

        assertThat(service.received).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aConnectionThatEndsIsTriedAgain(HttpKind kind) {
        ApplicationFailure failure = fails(kind, FailureCode.UNAVAILABLE, Answer.hangUp());

        assertThat(failure.getOriginalMessage())
                .isEqualTo("Channel ops: 127.0.0.1 cannot be reached: it ends the connection without an answer.");
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void nothingWaitsForASilentService(HttpKind kind) {
        service.answers.add(service.silence());
        ApplicationFailure failure = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> failure(FailureCode.UNAVAILABLE, () -> send(kind, Duration.ofMillis(300))));

        assertThat(failure.getOriginalMessage()).endsWith("it does not answer in time.");
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void anAnswerWithoutAnEndIsLeft(HttpKind kind) {
        service.answers.add(service.flood());
        ApplicationFailure failure = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> failure(FailureCode.UNAVAILABLE, () -> send(kind, Duration.ofMillis(300))));

        assertThat(failure.getOriginalMessage()).endsWith("it does not answer in time.");
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aServiceThatIsAwayIsTriedAgain(HttpKind kind) {
        service.close();
        ApplicationFailure failure = failure(FailureCode.UNAVAILABLE, () -> send(kind, LONG));

        assertThat(failure.getOriginalMessage())
                .isEqualTo("Channel ops: 127.0.0.1 cannot be reached: it refuses connections.");
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aSecretThatOthersCanReadIsNotUsed(HttpKind kind) throws Exception {
        Channel channel = kind.open(service, folder, tools(LONG));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }

        ApplicationFailure failure = failure(FailureCode.MISCONFIGURED, () -> channel.send(Notices.question(), null));

        assertThat(failure.getOriginalMessage()).contains("Channel ops", "chmod 600");
        assertThat(service.received).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HttpKind.class)
    void aFileThatIsMissingIsNamed(HttpKind kind) throws Exception {
        Channel channel = kind.open(service, folder, tools(LONG));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        ApplicationFailure failure = failure(FailureCode.MISCONFIGURED, () -> channel.send(Notices.question(), null));

        assertThat(failure.getOriginalMessage()).contains("Channel ops", "there is no file " + folder);
    }

    private ApplicationFailure fails(HttpKind kind, FailureCode code, Answer answer) {
        service.answers.add(answer);
        ApplicationFailure failure = failure(code, () -> send(kind, LONG));
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString())
                .contains("Channel ops")
                .doesNotContain(HttpKind.SECRET)
                .doesNotContain("/hooks");
        return failure;
    }

    private void send(HttpKind kind, Duration whole) throws IOException {
        kind.open(service, folder, tools(whole)).send(Notices.question(), null);
    }

    private static ChannelTools tools(Duration whole) {
        SettableClock clock = new SettableClock(Notices.AT);
        return new ChannelTools(new ChannelHttp(ChannelHttp.client(), whole, clock), Notices.LINKS, clock);
    }

    private static RecordingService service() {
        try {
            return new RecordingService();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
