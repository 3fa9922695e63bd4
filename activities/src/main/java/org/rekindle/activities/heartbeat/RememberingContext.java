// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.heartbeat;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import org.jspecify.annotations.Nullable;

/** Remembers what the activity said last, so that a beat of our own does not wipe it out. */
final class RememberingContext extends ActivityExecutionContextBase {

    private volatile @Nullable Object last;

    RememberingContext(ActivityExecutionContext next) {
        super(next);
        last = next.getHeartbeatDetails(Object.class).orElse(null);
    }

    @Override
    public <V> void heartbeat(V details) throws ActivityCompletionException {
        last = details;
        super.heartbeat(details);
    }

    /** Says again what was said last. */
    void beat() throws ActivityCompletionException {
        super.heartbeat(last);
    }
}
