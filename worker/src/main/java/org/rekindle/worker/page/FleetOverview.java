// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows.
 *
 * @param surveyedAt when the last survey ended; null before the first
 * @param trouble why runs are not shown, in a sentence; null when they are
 */
record FleetOverview(
        Instant at, @Nullable Instant surveyedAt, @Nullable String trouble, List<ClusterRow> clusters) {}
