// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown.ratelimit;

import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;

/**
 * The teardown rate limit of a versioned worker. It never ends, so it moves to each new version: a pinned one would keep its first
 * worker alive for ever.
 *
 * <p>A class of its own, since a Temporal server refuses every task of a worker without versions that names such a behavior.
 */
public final class AutoUpgradingTeardownRateLimit extends TeardownRateLimitImpl {

    /** Begins with what an earlier execution knew. */
    @WorkflowInit
    public AutoUpgradingTeardownRateLimit(@Nullable TeardownRateLimitState state) {
        super(state);
    }

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
    public void limit(@Nullable TeardownRateLimitState state) {
        super.limit(state);
    }
}
