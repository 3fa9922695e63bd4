// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterUuidTest {

    private static final DataConverter CONVERTER = DefaultDataConverter.STANDARD_INSTANCE;
    private static final String TEXT = "4256088d-2fa2-40ba-a60c-3339f6bbe81f";

    @Test
    void travelsAsItsText() {
        Payload travelling = CONVERTER.toPayload(new ClusterUuid(TEXT)).orElseThrow();

        assertThat(travelling.getData().toStringUtf8()).isEqualTo("\"" + TEXT + "\"");
        assertThat(CONVERTER.fromPayload(travelling, ClusterUuid.class, ClusterUuid.class))
                .isEqualTo(new ClusterUuid(TEXT))
                .hasToString(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, "4256088D-2FA2-40BA-A60C-3339F6BBE81F"})
    void isTheSameInCapitals(String text) {
        assertThat(ClusterUuid.read(text)).isEqualTo(new ClusterUuid(TEXT));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "..", "binder", "4256088d", "4256088d2fa240baa60c3339f6bbe81f", TEXT + "/", TEXT + "\n"})
    void aTextOfAnotherFormIsNone(String text) {
        assertThat(ClusterUuid.read(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "binder", "4256088D-2FA2-40BA-A60C-3339F6BBE81F"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new ClusterUuid(text)).hasMessageContaining("\"" + text + "\"");
    }
}
