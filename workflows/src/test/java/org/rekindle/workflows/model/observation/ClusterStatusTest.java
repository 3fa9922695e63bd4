// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.model.observation.ClusterStatus.Action;
import org.rekindle.workflows.model.observation.ClusterStatus.Progress;

class ClusterStatusTest {

    @ParameterizedTest
    @CsvSource({
        "CREATE_IN_PROGRESS, CREATE, IN_PROGRESS",
        "UPDATE_COMPLETE, UPDATE, COMPLETE",
        "DELETE_FAILED, DELETE, FAILED",
        "RESUME_FAILED, OTHER, FAILED",
        "DELETE_SOON, DELETE, UNKNOWN",
        "create_complete, OTHER, UNKNOWN",
        "CREATE_COMPLETED, CREATE, UNKNOWN",
        "COMPLETE, OTHER, UNKNOWN"
    })
    void readsWhatMagnumSays(String raw, Action action, Progress progress) {
        ClusterStatus status = ClusterStatus.of(raw);

        assertThat(status.is(action, progress)).isTrue();
        assertThat(status.isKnown()).isEqualTo(progress != Progress.UNKNOWN);
        assertThat(status).hasToString(raw);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void readsNothingAsUnknown(String raw) {
        assertThat(ClusterStatus.of(raw)).isEqualTo(ClusterStatus.UNKNOWN).hasToString("UNKNOWN");
    }

    @Test
    void isPlainTextInJson() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ClusterStatus status = ClusterStatus.of("UPDATE_IN_PROGRESS");

        assertThat(json.writeValueAsString(status)).isEqualTo("\"UPDATE_IN_PROGRESS\"");
        assertThat(json.readValue("\"UPDATE_IN_PROGRESS\"", ClusterStatus.class))
                .isEqualTo(status);
    }
}
