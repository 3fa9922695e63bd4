// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.converter.DefaultDataConverter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;

final class SurveySizeTest {

    private static final int WHAT_A_SERVER_TAKES = 2 * 1024 * 1024;

    @Test
    void twoThousandClustersWithAllTheirFactsFit() {
        SurveyResult fitting = SurveySize.fit(entries(2_000, Condition.HEALTHY, "It counts. ".repeat(20)));

        assertThat(bytes(fitting)).isLessThan(WHAT_A_SERVER_TAKES);
        assertThat(fitting.clusters()).hasSize(2_000);
        assertThat(fitting.leftOut()).isZero();
    }

    @Test
    void aSmallFleetKeepsWhatItsDiagnosesRestOn() {
        List<SurveyEntry> few = entries(20, Condition.EXPIRED, "It has expired.");

        assertThat(SurveySize.fit(few).clusters()).isEqualTo(few);
    }

    @Test
    void healthyClustersAreLeftOutBeforeOthers() {
        List<SurveyEntry> many = new java.util.ArrayList<>(entries(9_000, Condition.HEALTHY, "It counts."));
        many.addAll(entries(100, Condition.UNREACHABLE, "Schlüssel abgelaufen. ".repeat(500)));
        SurveyResult fitting = SurveySize.fit(many);

        assertThat(fitting.clusters())
                .hasSize(100)
                .allMatch(entry -> entry.diagnosis().condition() == Condition.UNREACHABLE);
        assertThat(fitting.leftOut()).isEqualTo(9_000);
        assertThat(bytes(fitting)).isLessThan(WHAT_A_SERVER_TAKES);
    }

    @Test
    void charactersThatGrowInJsonAreCountedAsTheyGrow() {
        SurveyResult fitting = SurveySize.fit(entries(3_000, Condition.BROKEN_OTHERWISE, "\u0000\"\\".repeat(300)));

        assertThat(bytes(fitting)).isLessThan(WHAT_A_SERVER_TAKES);
        assertThat(fitting.leftOut()).isPositive();
    }

    @Test
    void evenAFleetInTroubleAsAWholeFits() {
        SurveyResult fitting = SurveySize.fit(entries(20_000, Condition.EXPIRED, "It has expired."));

        assertThat(bytes(fitting)).isLessThan(WHAT_A_SERVER_TAKES);
        assertThat(fitting.clusters().size() + fitting.leftOut()).isEqualTo(20_000);
        assertThat(fitting.clusters()).isNotEmpty();
    }

    private static List<SurveyEntry> entries(int count, Condition condition, String sentence) {
        return IntStream.range(0, count)
                .mapToObj(number -> new SurveyEntry(
                        "cluster-" + number,
                        new Diagnosis(
                                condition,
                                -1L,
                                Reason.of(ReasonCode.NOT_LOOKED_AT, "said", sentence),
                                List.of(sentence, sentence, sentence),
                                Cause.UNKNOWN,
                                Certainty.UNKNOWN,
                                List.of(Clue.LOOK_AGAIN)),
                        Instant.parse("2026-11-28T21:00:00.123456789Z"),
                        "RotateCertificates",
                        sentence))
                .toList();
    }

    private static int bytes(SurveyResult result) {
        return DefaultDataConverter.STANDARD_INSTANCE
                .toPayload(result)
                .orElseThrow()
                .getData()
                .size();
    }
}
