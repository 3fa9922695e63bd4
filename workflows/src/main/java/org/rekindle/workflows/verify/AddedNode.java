// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.run.WorkflowClock;

/** The node that the proof of the scale-up has added: the check of the scale-down waits until it is gone again. */
public final class AddedNode {

    private @Nullable String name;
    private Instant since = Instant.EPOCH;

    void learn(@Nullable String node) {
        name = node;
        since = WorkflowClock.now();
    }

    /** Null where none was added. */
    @Nullable
    String name() {
        return name;
    }

    /** Since when nothing of the proof needs it. */
    Instant since() {
        return since;
    }
}
