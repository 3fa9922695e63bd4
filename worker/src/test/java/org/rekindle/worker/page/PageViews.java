// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Instant;
import java.util.List;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;

/** Views of runs of which nothing but their wait matters. */
final class PageViews {

    private static final Instant START = Instant.parse("2026-03-10T02:50:00Z");

    private PageViews() {}

    static RecoveryView waiting(String cluster, Phase phase, String waitingFor) {
        return new RecoveryView(
                cluster,
                "run-1",
                phase,
                null,
                waitingFor,
                START,
                START.plusSeconds(86_400),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                START,
                List.of(),
                null);
    }
}
