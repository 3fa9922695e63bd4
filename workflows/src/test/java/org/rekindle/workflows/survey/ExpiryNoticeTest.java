// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.fakes.FakeChannels;
import org.rekindle.workflows.fakes.FakeFleet;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.Urgency;

final class ExpiryNoticeTest {

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @CsvSource({"46, ", "45, 45", "44, 45", "31, 45", "30, 30", "14, 14", "8, 14", "7, 7", "1, 7"})
    void theSmallestNumberOfDaysThatIsLeftIsDue(int left, Integer due) {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");

        assertThat(ExpiryNotice.due(List.of(45, 30, 14, 7), now, now.plus(Duration.ofDays(left)))
                        .orElse(null))
                .isEqualTo(due);
    }

    @Test
    void peopleAreToldOnceForEachNumberOfDaysHoweverManySurveysLook() {
        FakeFleet fleet =
                new FakeFleet(bed.clock()).with("c", Duration.ofDays(40)).telling(FakeChannels.AUDIENCE);
        bed.fleet(fleet);
        bed.survey("one");
        awaitTold(1);
        bed.survey("two");
        bed.survey("three");
        assertThat(notices()).hasSize(1);
        fleet.with("c", Duration.ofDays(30).minusHours(1));
        bed.survey("four");
        awaitTold(2);

        assertThat(notices())
                .extracting(Notice::headline)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("c: the certificate expires in 39 days, on "),
                        second -> assertThat(second).startsWith("c: the certificate expires in 29 days, on "));
        assertThat(notices()).extracting(Notice::urgency).containsOnly(Urgency.INFO);
        assertThat(bed.channels().of("pager")).isEmpty();
    }

    private List<Notice> notices() {
        return bed.channels().sent.stream().map(each -> each.notice()).toList();
    }

    private void awaitTold(int count) {
        Awaitility.await(count + " messages")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> notices().size() == count);
    }
}
