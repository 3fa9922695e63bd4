// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows;

import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import org.rekindle.workflows.guard.GuardFleetImpl;
import org.rekindle.workflows.recover.RecoverClusterImpl;
import org.rekindle.workflows.rotate.RotateCertificatesImpl;
import org.rekindle.workflows.survey.SurveyFleetImpl;

/** All workflows, as a worker must register them. */
public final class Workflows {

    private Workflows() {}

    /**
     * Registers them. An input that cannot be read fails the run: otherwise Temporal tries for ever, and the run that does
     * nothing holds the cluster's lock.
     */
    public static void register(Worker worker) {
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(DataConverterException.class)
                        .build(),
                RecoverClusterImpl.class,
                RotateCertificatesImpl.class,
                SurveyFleetImpl.class,
                GuardFleetImpl.class);
    }
}
