// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class KillableWorkerTest {

    @Test
    void theMetricsOfTheLastWorkerAreFoundByItsLog() {
        String log = """
                {"formattedMessage":"Working for [hub]; http:\\/\\/127.0.0.1:41993\\/metrics and \\/healthz"}
                {"formattedMessage":"Working for [hub]; http:\\/\\/127.0.0.1:41994\\/metrics and \\/healthz"}
                """;

        assertThat(KillableWorker.metricsAddress(log)).contains(URI.create("http://127.0.0.1:41994/metrics"));
        assertThat(KillableWorker.metricsAddress("Working for [hub]; http://127.0.0.1:41995/metrics and /healthz"))
                .contains(URI.create("http://127.0.0.1:41995/metrics"));
        assertThat(KillableWorker.metricsAddress("nothing yet")).isEmpty();
    }
}
