// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows;

import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import org.rekindle.workflows.notify.NotifyPeopleImpl;
import org.rekindle.workflows.prove.VerifyClusterImpl;
import org.rekindle.workflows.recover.RecoverClusterImpl;
import org.rekindle.workflows.redeploy.RedeployHubsImpl;
import org.rekindle.workflows.rotate.RotateCertificatesImpl;
import org.rekindle.workflows.survey.SurveyFleetImpl;
import org.rekindle.workflows.teardown.ratelimit.AutoUpgradingTeardownRateLimit;
import org.rekindle.workflows.teardown.ratelimit.TeardownRateLimitImpl;

/** All workflows, as a worker must register them. */
public final class Workflows {

    private Workflows() {}

    /** Registers them with a worker that has no version. */
    public static void register(Worker worker) {
        registerRuns(worker);
        worker.registerWorkflowImplementationTypes(options(), TeardownRateLimitImpl.class);
    }

    /**
     * Registers them with a worker that has a version. Runs stay with the version that started them, which the worker's options say
     * ({@code PINNED} is the default there); the teardown rate limit alone moves to each new version.
     */
    public static void registerVersioned(Worker worker) {
        registerRuns(worker);
        worker.registerWorkflowImplementationTypes(options(), AutoUpgradingTeardownRateLimit.class);
    }

    private static void registerRuns(Worker worker) {
        worker.registerWorkflowImplementationTypes(
                options(),
                RecoverClusterImpl.class,
                RotateCertificatesImpl.class,
                RedeployHubsImpl.class,
                SurveyFleetImpl.class,
                VerifyClusterImpl.class,
                NotifyPeopleImpl.class);
    }

    /**
     * An input that cannot be read fails the run: otherwise Temporal tries for ever, and the run that does nothing holds the
     * cluster's lock.
     */
    private static WorkflowImplementationOptions options() {
        return WorkflowImplementationOptions.newBuilder()
                .setFailWorkflowExceptionTypes(DataConverterException.class)
                .build();
    }
}
