// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunMarkTest {

    private static final DataConverter CONVERTER = DefaultDataConverter.STANDARD_INSTANCE;

    @ParameterizedTest
    @ValueSource(strings = {"0f1e2d3c-1", "0f1e2d3c-4b5a-4697-8877-665544332211-12"})
    void travelsAsItsText(String text) {
        Payload travelling = CONVERTER.toPayload(new RunMark(text)).orElseThrow();

        assertThat(travelling.getData().toStringUtf8()).isEqualTo("\"" + text + "\"");
        assertThat(CONVERTER.fromPayload(travelling, RunMark.class, RunMark.class))
                .isEqualTo(new RunMark(text))
                .hasToString(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "mine", "0f1e2d3c-", "0f1e2d3c-one", " 0f1e2d3c-1", "0f1e2d3c-1\n"})
    void aLabelOfSomebodyElseIsNoMark(String label) {
        assertThat(RunMark.read(label)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mine", "0f1e2d3c-"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new RunMark(text)).hasMessageContaining("\"" + text + "\"");
    }
}
