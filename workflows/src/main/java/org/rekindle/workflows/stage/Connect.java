// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.decide.diagnosis.KnownAddress;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;

/** Makes a way into a cluster: a kubeconfig whose client certificate Magnum has signed. */
public final class Connect {

    private Connect() {}

    /** Connects to a cluster. */
    public static Connection to(RunContext run, CloudCluster cluster) {
        run.state().enter(Phase.CONNECTING, "Making a kubeconfig, signed by Magnum.");
        return run.operator()
                .step("connect")
                .untilSucceeded(() -> KnownAddress.of(cluster)
                        .map(address -> Attempt.succeeded(Observe.connect(run.profile(), cluster, address)))
                        .orElseGet(() -> Attempt.failed(FailureCode.NOT_FOUND, KnownAddress.NONE_YET)));
    }
}
