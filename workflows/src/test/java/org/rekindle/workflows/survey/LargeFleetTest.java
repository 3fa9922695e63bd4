// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.SurveyFleet;
import org.rekindle.workflows.fakes.FakeFleet;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;

/** A worker has 200 workflow threads, and the bed gives no more: a survey that starts a look for each cluster at once never ends. */
@Timeout(120)
final class LargeFleetTest {

    private static final int MANY = 2_000;
    private static final int MOST_EVENTS = 10_000;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aFleetOf199ClustersIsSurveyed() {
        assertThat(survey(199).clusters()).hasSize(199);
    }

    @Test
    void twoThousandClustersAreSurveyedWithinBoundedHistories() {
        SurveyResult result = survey(MANY);

        assertThat(result.clusters())
                .extracting(SurveyEntry::cluster)
                .containsExactlyElementsOf(ids(MANY).toList());
        assertThat(result.leftOut()).isZero();
        assertThat(result.clusters())
                .filteredOn(entry -> entry.started() != null)
                .extracting(SurveyEntry::cluster)
                .containsExactly("cluster-0500", "cluster-1999");
        assertThat(result.clusters().get(700).sentence()).contains("does not let us in");
        assertThat(bed.client()
                        .newUntypedWorkflowStub(Identifiers.workflowId("cluster-0500"))
                        .describe()
                        .getCloseTime())
                .as("what a page started survives the page")
                .isNull();
        String parent = TestBed.surveyId("one");
        assertThat(bed.history(parent).getEvents()).hasSizeLessThan(MOST_EVENTS);
        for (int page = 1; page <= MANY / SurveyFleetImpl.PAGE; page++) {
            assertThat(bed.history(parent + "/page-" + page).getEvents()).hasSizeLessThan(MOST_EVENTS);
        }
        assertThat(bed.rateLimit().surveys)
                .flatExtracting(told -> told.expired())
                .containsExactly("cluster-0500", "cluster-1999");
    }

    private SurveyResult survey(int clusters) {
        FakeFleet fleet = new FakeFleet(bed.clock());
        ids(clusters).forEach(id -> {
            switch (id) {
                case "cluster-0500", "cluster-1999" -> fleet.with(id, Duration.ofHours(-1));
                case "cluster-0700" -> fleet.withBroken(id, FailureCode.ACCESS_DENIED);
                default -> fleet.with(id, Duration.ofDays(200));
            }
        });
        bed.fleet(fleet);
        SurveyFleet survey = bed.client().newWorkflowStub(SurveyFleet.class, bed.surveyOptions("one"));
        return survey.survey(null);
    }

    private static Stream<String> ids(int clusters) {
        return IntStream.range(0, clusters).mapToObj(number -> String.format("cluster-%04d", number));
    }
}
