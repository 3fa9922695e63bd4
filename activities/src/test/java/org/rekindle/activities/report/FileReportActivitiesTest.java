// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.ReportActivities.PastTimesOf;
import org.rekindle.workflows.api.ReportActivities.ReportKept;
import org.rekindle.workflows.api.ReportActivities.ReportRequest;
import org.rekindle.workflows.model.run.PastTime;
import org.rekindle.workflows.model.run.Work;

class FileReportActivitiesTest {

    @TempDir
    private Path folder;

    @Test
    void keepsAPageAndReplacesIt() throws IOException {
        FileReportActivities reports = new FileReportActivities(folder.resolve("reports"));

        reports.keep(new ReportRequest("binder", "2026-11-22", "# First\n", "jetstream2", List.of()));
        ReportKept kept =
                reports.keep(new ReportRequest("binder", "2026-11-22", "# Größer\n", "jetstream2", List.of()));

        Path page = folder.resolve("reports/binder/2026-11-22.md");
        assertThat(kept.location()).isEqualTo(page.toString());
        assertThat(page).hasContent("# Größer");
        try (Stream<Path> files = Files.list(page.getParent())) {
            assertThat(files).as("no draft is left").containsExactly(page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../up", "/etc/passwd", ".hidden", "two words", "a/b"})
    void refusesNamesThatAreNoFileNames(String name) {
        FileReportActivities reports = new FileReportActivities(folder);

        assertThatThrownBy(() -> reports.keep(new ReportRequest("binder", name, "# Page\n", "jetstream2", List.of())))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("report name");
        assertThatThrownBy(() -> reports.keep(new ReportRequest(name, "page", "# Page\n", "jetstream2", List.of())))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("cluster");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTriedAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new FileReportActivities(file)
                        .keep(new ReportRequest("binder", "page", "# Page\n", "jetstream2", List.of())))
                .hasMessageContaining("UNAVAILABLE")
                .hasMessageContaining(file.toString());
    }

    @Test
    void tellsHowLongThingsTookInTheSameCloud() throws IOException {
        FileReportActivities reports = new FileReportActivities(folder.resolve("reports"));
        PastTime early = new PastTime(Work.CREATE, Duration.ofMinutes(12), Instant.parse("2026-01-01T00:00:00Z"));
        PastTime late = new PastTime(Work.DELETE, Duration.ofMinutes(5), Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(reports.times(new PastTimesOf("jetstream2")).times()).isEmpty();

        reports.keep(new ReportRequest("binder", "b", "# B", "jetstream2", List.of(late)));
        reports.keep(new ReportRequest("other", "a", "# A", "jetstream2", List.of(early)));
        reports.keep(new ReportRequest("third", "c", "# C", "elsewhere", List.of(early)));
        Files.writeString(folder.resolve("reports/binder/broken.times.json"), "{");

        assertThat(reports.times(new PastTimesOf("jetstream2")).times()).containsExactly(early, late);
    }
}
