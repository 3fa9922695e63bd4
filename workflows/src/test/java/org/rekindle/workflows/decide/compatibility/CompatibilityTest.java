// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Rung;

final class CompatibilityTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            v1.33.2, 0.16.0, true,  'The chart 0.16.0 was tested with 1.33.2.'
            v1.33.9, 0.16.0, true,  'tested with 1.33.2'
            v1.32.1, 0.14.1, true,  'tested with 1.32.1'
            v1.31.0, 0.10.1, true,  'tested with 1.31.0'
            v1.31.0, none,   true,  'the template names none'
            v1.33.2, 0.10.1, false, '--cloud-provider, which v1.33.2 no longer knows'
            v1.33.0, 0.14.1, false, '--cloud-provider'
            v1.33.2, none,   false, 'the driver''s default'
            v1.34.0, 0.10.1, false, '--cloud-provider'
            v1.32.0, 0.10.1, false, 'not with 1.32'
            v1.34.1, 0.16.0, false, 'not with 1.34'
            v1.33.2, 0.99.0, false, 'nor the table know chart 0.99.0'
            v1.33.2, '',     false, 'nor the table know chart'
            none,    0.16.0, false, 'no kube_version'
            latest,  0.16.0, false, '"latest" is no version'
            """)
    void saysWhetherTheyFitAndWhy(@Nullable String version, @Nullable String chart, boolean fits, String why) {
        Rung rung = Compatibility.judge(Samples.template("t", version, chart), Samples.TABLE, List.of());

        assertThat(rung.fits()).as(rung.why()).isEqualTo(fits);
        assertThat(rung.why()).contains(why);
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
