// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cluster a field or a title means. */
final class ClusterNamesTest {

    private final ClusterNames names = new ClusterNames(Map.of("PSERVICE1", "pythia", "us-binder", "temple"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "pythia | pythia",
                "PSERVICE1 | pythia",
                "' us-binder ' | temple",
                "cluster=pythia | pythia",
                "[FIRING:1] cluster=us-binder hub=prod | temple",
                "down: cluster=pythia, cluster=temple | pythia",
                "mycluster=pythia | mycluster=pythia",
                "the hub of pythia is down | the hub of pythia is down",
                "'' | ''",
            })
    void aFieldMeans(String field, String cluster) {
        assertThat(names.named(field)).isEqualTo(cluster);
    }

    @ParameterizedTest
    @CsvSource({"cluster=us-binder is down, temple", "pythia is down, ''", "sub-cluster=pythia, ''"})
    void aTitleMeansNoneWithoutTheMark(String title, String cluster) {
        assertThat(names.marked(title)).isEqualTo(cluster);
    }
}
