// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many clusters a project may have. */
record Quota(int id, String projectId, int hardLimit, Instant createdAt, @Nullable Instant updatedAt) {

    /** What holds for a project without a quota of its own. */
    static final int DEFAULT_LIMIT = 20;
}
