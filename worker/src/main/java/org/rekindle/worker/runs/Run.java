// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as Temporal's list shows it.
 *
 * @param kind the workflow's type
 * @param status {@code running}, {@code completed}, {@code failed}, {@code terminated}, ...
 * @param phase one of {@link org.rekindle.workflows.model.run.Phase}, null before the first
 * @param outcome one of {@link org.rekindle.workflows.model.run.Outcome}, null while it runs
 * @param certificateNotAfter when the certificate ends that was served last, null when none was seen
 */
public record Run(
        String cluster,
        String kind,
        String status,
        @Nullable String phase,
        @Nullable String outcome,
        @Nullable String trigger,
        @Nullable String approval,
        @Nullable Instant certificateNotAfter,
        Instant startedAt,
        @Nullable Instant closedAt,
        String runId) {}
