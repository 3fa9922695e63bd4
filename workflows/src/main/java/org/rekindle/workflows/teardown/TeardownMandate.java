// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.plan.SealedPlan;

/**
 * What a delete rests on: the sealed plan and the approval that was given for it.
 *
 * @param requestedBy who asked for the recovery, and cannot approve it; null when the request does not say
 */
public record TeardownMandate(
        SealedPlan plan, Approval approval, @Nullable String requestedBy) {}
