// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import org.junit.jupiter.api.Test;

final class RescuedVolumeTest {

    /** A run that is under way has such ones in its history. */
    @Test
    void aVolumeWithoutADriverIsCinders() {
        DataConverter converter = DefaultDataConverter.STANDARD_INSTANCE;
        Old written = new Old("hubs", "claim-ana", "vol-1");

        RescuedVolume read = converter.fromPayload(
                converter.toPayload(written).orElseThrow(), RescuedVolume.class, RescuedVolume.class);

        assertThat(read).isEqualTo(RescuedVolume.ofCinder("hubs", "claim-ana", "vol-1"));
        assertThat(read.inCinder()).isTrue();
    }

    private record Old(String namespace, String claim, String handle) {}
}
