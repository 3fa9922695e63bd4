// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.model.ReportKept;
import org.rekindle.workflows.model.ReportRequest;

class FileReportActivitiesTest {

    @TempDir
    private Path folder;

    @Test
    void keepsAPageAndReplacesIt() throws IOException {
        FileReportActivities reports = new FileReportActivities(folder.resolve("reports"));

        reports.keep(new ReportRequest("binder", "2026-11-22", "# First\n"));
        ReportKept kept = reports.keep(new ReportRequest("binder", "2026-11-22", "# Größer\n"));

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

        assertThatThrownBy(() -> reports.keep(new ReportRequest("binder", name, "# Page\n")))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("report name");
        assertThatThrownBy(() -> reports.keep(new ReportRequest(name, "page", "# Page\n")))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("cluster");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTriedAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new FileReportActivities(file).keep(new ReportRequest("binder", "page", "# Page\n")))
                .hasMessageContaining("UNAVAILABLE")
                .hasMessageContaining(file.toString());
    }
}
