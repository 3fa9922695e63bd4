// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

final class CompatibilityTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            v1.33.2, 0.16.0, true,  TESTED,             The chart 0.16.0 was tested with 1.33.2.
            v1.33.9, 0.16.0, true,  TESTED,             tested with 1.33.2
            v1.32.1, 0.14.1, true,  TESTED,             tested with 1.32.1
            v1.31.0, 0.10.1, true,  TESTED,             tested with 1.31.0
            v1.31.0, none,   true,  TESTED,             'the driver''s default, the template names none'
            v1.33.2, 0.10.1, false, FLAG_REMOVED,       'which v1.33.2 no longer knows'
            v1.33.0, 0.14.1, false, FLAG_REMOVED,       --cloud-provider
            v1.33.2, none,   false, FLAG_REMOVED,       'the driver''s default'
            v1.34.0, 0.10.1, false, FLAG_REMOVED,       --cloud-provider
            v1.32.0, 0.10.1, false, NOT_TESTED,         not with 1.32
            v1.34.1, 0.16.0, false, NOT_TESTED,         not with 1.34
            v1.33.2, 0.99.0, false, CHART_UNKNOWN,      nor the table know chart 0.99.0
            v1.33.2, '',     false, CHART_UNKNOWN,      nor the table know chart
            none,    0.16.0, false, VERSION_MISSING,    no kube_version
            latest,  0.16.0, false, VERSION_UNREADABLE, '"latest" is not a version'
            """)
    void saysWhetherTheyFitAndWhy(
            @Nullable String version, @Nullable String chart, boolean fits, ReasonCode code, String why) {
        CandidateTemplate candidate =
                Compatibility.judge(Samples.template("t", version, chart), Samples.TABLE, List.of());

        assertThat(candidate.fits()).isEqualTo(fits);
        assertThat(candidate.reasons()).extracting(Reason::code).containsExactly(code);
        assertThat(Sentences.of(candidate.reasons())).contains(why).doesNotContain("(unknown)");
    }

    @Test
    void namesTheChartThatIsReallyUsed() {
        assertThat(Compatibility.judge(Samples.DOOMED, Samples.TABLE, List.of()).chartVersion())
                .isEqualTo("0.10.1");
        assertThat(Compatibility.judge(Samples.FITTING, Samples.TABLE, List.of())
                        .chartVersion())
                .isEqualTo("0.16.0");
    }

    @Test
    void anEmptyTableKnowsNothingAndGuessesNothing() {
        assertThat(Compatibility.judge(Samples.FITTING, List.of(), List.of()).fits())
                .isFalse();
    }
}
