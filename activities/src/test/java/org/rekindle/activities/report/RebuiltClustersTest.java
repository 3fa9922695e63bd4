// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;

class RebuiltClustersTest {

    private static final String FIRST = "4256088d-2fa2-40ba-a60c-3339f6bbe81f";
    private static final String SECOND = "d210e1a8-f46e-4201-b50c-2ece02ef2872";
    private static final String THIRD = "9fd95de6-0d21-48fc-b247-d925b4cbcf16";
    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aClusterThatWasRebuiltTwiceIsFollowedToTheLast() {
        rebuilt("hub", FIRST, SECOND);
        rebuilt("hub", SECOND, THIRD);

        assertThat(known().successor("hub", FIRST)).contains(new Rebuilt("hub", FIRST, THIRD, NOW));
        assertThat(known().successor("hub", SECOND)).contains(new Rebuilt("hub", SECOND, THIRD, NOW));
        assertThat(known().successor("hub", THIRD))
                .as("the file says so already")
                .isEmpty();
    }

    @Test
    void whatWasNotRebuiltHasNoSuccessor() {
        rebuilt("hub", FIRST, SECOND);

        assertThat(known().successor("another", FIRST)).isEmpty();
        assertThat(known().successor("hub", "hub")).isEmpty();
        assertThat(known().successor("hub", THIRD)).isEmpty();
    }

    @Test
    void lettersOfAUuidMayBeLargeOrSmall() {
        rebuilt("hub", FIRST, SECOND);

        assertThat(known().successor("hub", "4256088D-2FA2-40BA-A60C-3339F6BBE81F"))
                .map(Rebuilt::is)
                .contains(SECOND);
    }

    @Test
    void aCircleEndsSomewhere() {
        rebuilt("hub", FIRST, SECOND);
        rebuilt("hub", SECOND, FIRST);

        assertThat(known().successor("hub", FIRST)).isPresent();
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        rebuilt("hub", FIRST, SECOND);
        String once = Files.readString(folder.resolve("hub/rebuilt.json"));
        rebuilt("hub", FIRST, SECOND);

        assertThat(Files.readString(folder.resolve("hub/rebuilt.json"))).isEqualTo(once);
    }

    @Test
    void aFileThatCannotBeReadCountsAsNone() throws IOException {
        rebuilt("hub", FIRST, SECOND);
        for (String odd : new String[] {"", "null", "[null]", "{", "[{\"cluster\":\"hub\"}]"}) {
            Files.writeString(folder.resolve("hub/rebuilt.json"), odd);

            assertThat(known().successor("hub", FIRST)).as(odd).isEmpty();
        }
    }

    private RebuiltClusters known() {
        return new RebuiltClusters(folder);
    }

    private void rebuilt(String cluster, String was, String is) {
        new FileReportActivities(folder).rebuilt(new Rebuilt(cluster, was, is, NOW));
    }
}
