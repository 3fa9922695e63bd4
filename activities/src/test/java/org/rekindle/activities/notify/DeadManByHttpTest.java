// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.notify.RecordingService.Answer;
import org.rekindle.workflows.api.DeadManActivities.SurveyEnd;
import org.rekindle.workflows.model.run.FailureCode;

final class DeadManByHttpTest {

    private static final String SECRET = "/f4a5c2d1-of-a-test";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RecordingService service;

    @BeforeEach
    void start() throws Exception {
        service = new RecordingService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aSurveyIsReportedByPostToTheUrl() throws Exception {
        deadMan(SECRET).report(new SurveyEnd(false, "Looked at 2 clusters."));

        assertThat(service.only().method()).isEqualTo("POST");
        assertThat(service.only().path()).isEqualTo(SECRET);
        assertThat(service.only().body()).isEqualTo("Looked at 2 clusters.");
    }

    @Test
    void aFailedSurveyIsReportedBelowIt() throws Exception {
        deadMan(SECRET + "/?create=1").report(new SurveyEnd(true, "The survey failed."));

        assertThat(service.only().path()).isEqualTo(SECRET + "/fail?create=1");
    }

    @Test
    void aServiceThatIsAwayIsTriedAgainAndNothingOfTheUrlIsQuoted() throws Exception {
        service.answers.add(Answer.of(502, ""));
        service.answers.add(Answer.of(404, "no " + SECRET));

        ApplicationFailure away = failure(deadMan(SECRET));
        assertThat(away.isNonRetryable()).isFalse();
        assertThat(away.getOriginalMessage()).isEqualTo("Channel survey.deadMan: 127.0.0.1 answers with HTTP 502.");
        ApplicationFailure gone = failure(deadMan(SECRET));
        assertThat(gone.getType()).isEqualTo(FailureCode.REFUSED.name());
        assertThat(gone.getOriginalMessage())
                .contains("there is nothing at this address")
                .doesNotContain(SECRET);
    }

    @Test
    void withoutAFileNothingIsSent() {
        assertThat(failure(new DeadManByHttp(null)).getType()).isEqualTo(FailureCode.MISCONFIGURED.name());
    }

    private static ApplicationFailure failure(DeadManByHttp deadMan) {
        return catchThrowableOfType(ApplicationFailure.class, () -> deadMan.report(new SurveyEnd(false, "")));
    }

    private DeadManByHttp deadMan(String path) throws Exception {
        Path file = folder.resolve("deadman.url");
        Files.writeString(file, service.url() + path + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new DeadManByHttp(file);
    }
}
