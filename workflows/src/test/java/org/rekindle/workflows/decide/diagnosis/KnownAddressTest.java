// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterStatus;

final class KnownAddressTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "https://:0",
                "https://:6443",
                "https://",
                "https:///",
                "https://10.0.0.1:0",
                "https://h:0/"
            })
    void magnumNoAddressIsToldInManyWays(@Nullable String told) {
        assertThat(KnownAddress.of(at(told))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.0.0.1:6443",
        "https://k8s_api.example.org:6443",
        "https://[2001:db8::1]:6443",
        "https://k8s-api",
        "https://10.0.0.1:6440",
        "rubbish",
    })
    void whateverElseIsToldIsAnAddressToLookAt(String told) {
        assertThat(KnownAddress.of(at(told))).hasValue(told);
    }

    private static CloudCluster at(@Nullable String address) {
        return new CloudCluster(
                Sightings.IDENTITY,
                Samples.CURRENT.uuid(),
                ClusterStatus.of("CREATE_IN_PROGRESS"),
                null,
                null,
                Map.of(),
                address,
                null,
                Samples.shape(),
                null,
                null);
    }
}
