// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanHashTest {

    private static final DataConverter CONVERTER = DefaultDataConverter.STANDARD_INSTANCE;
    private static final String DIGITS = "0123456789abcdef".repeat(4);

    @Test
    void travelsAsItsText() {
        Payload travelling = CONVERTER.toPayload(new PlanHash(DIGITS)).orElseThrow();

        assertThat(travelling.getData().toStringUtf8()).isEqualTo("\"" + DIGITS + "\"");
        assertThat(CONVERTER.fromPayload(travelling, PlanHash.class, PlanHash.class))
                .isEqualTo(new PlanHash(DIGITS))
                .hasToString(DIGITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hash",
                "0123456789abcdef",
                "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"
            })
    void isNothingElse(String text) {
        Payload travelling = CONVERTER.toPayload(text).orElseThrow();

        assertThat(PlanHash.typed(text)).isNull();
        assertThatThrownBy(() -> new PlanHash(text)).hasMessageContaining("\"" + text + "\"");
        assertThatThrownBy(() -> CONVERTER.fromPayload(travelling, PlanHash.class, PlanHash.class))
                .isInstanceOf(DataConverterException.class);
    }
}
