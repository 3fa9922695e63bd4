// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** What the worker's own fleet file says about approvals. It is asked each time, since a key may have been taken out of it. */
@FunctionalInterface
public interface ApprovalRules {

    /** For those who look at clusters and delete none: nobody approves anything. */
    ApprovalRules NOBODY = cluster -> {
        throw Failures.of(
                FailureCode.MISCONFIGURED, "Nobody can approve a teardown here: this process deletes nothing.");
    };

    /**
     * What it says at this moment. Fails with {@code UNKNOWN_CLUSTER}, and with {@code MISCONFIGURED} when it has faults.
     *
     * @param cluster its id in the fleet file
     */
    ApprovalRule of(String cluster);
}
