// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call to a system that a run is making or will make again.
 *
 * @param activity such as {@code Magnum.Await}
 * @param attempt the try it is at, counted from 1
 * @param lastSeen what the last try said, null before the end of the first
 * @param nextTry when it is tried again, null while it is being made
 */
public record PendingCall(
        String activity,
        int attempt,
        @Nullable String lastSeen,
        @Nullable Instant nextTry) {}
