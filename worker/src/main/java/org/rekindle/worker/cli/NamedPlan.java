// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoveryView;

/** Finds the plan that an approver means by the first characters of its hash. */
final class NamedPlan {

    static final String DESCRIPTION = "The plan's hash, or at least its first 8 characters.";

    private static final int SHORTEST = 8;

    private NamedPlan() {}

    static SealedPlan matching(@Nullable String hash, RecoveryView view) {
        SealedPlan plan = view.plan();
        if (plan == null) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND,
                    "The run of " + view.cluster() + " has no plan yet: it is " + view.phase() + ".");
        }
        if (hash != null && hash.length() < SHORTEST) {
            throw new CliFailure(
                    ExitCode.USAGE, "A plan is named by at least the first " + SHORTEST + " characters of its hash.");
        }
        if (hash != null && !plan.sha256().value().startsWith(hash)) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    "The plan is not the one you name: it is " + plan.sha256() + ". Read it with `./rekindle plan "
                            + view.cluster() + "`.");
        }
        return plan;
    }
}
