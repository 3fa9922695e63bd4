// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.runs.RunFailure.Kind;
import org.rekindle.workflows.model.run.RecoveryView;

final class RunSentencesTest {

    /** A newer release may know phases, outcomes and reasons that this one does not. */
    @Test
    void anAnswerOfANewerReleaseIsNoFaultOfTemporal() {
        Payload newer = DefaultDataConverter.STANDARD_INSTANCE
                .toPayload(Map.of("phase", "LEARNED_LATER"))
                .orElseThrow();
        DataConverterException unreadable = catchThrowableOfType(
                DataConverterException.class,
                () -> DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                        newer, RecoveryView.class, RecoveryView.class));

        RunFailure failure = RunSentences.of(unreadable, "a", "localhost:7233");

        assertThat(failure.kind()).isEqualTo(Kind.FAILED);
        assertThat(failure).hasMessageContaining("of another release").hasCause(unreadable);
    }
}
