// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.RunClusters;
import org.rekindle.workflows.api.InventoryActivities.RunClustersOf;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.teardown.TeardownMandate;

/**
 * Deletes every cluster of this run but one. Magnum knows no way to say that two requests are the same one, so a create that
 * something on the way sends twice, or delivers after it was given up, makes a second cluster. By now it shows, and no user has
 * put anything into it.
 */
final class DuplicateClusters {

    private final RunContext run;
    private final OwnClusters own;

    DuplicateClusters(RunContext run, OwnClusters own) {
        this.run = run;
        this.own = own;
    }

    /** @param kept the cluster that the run goes on with, null when none is to stay */
    void delete(TeardownMandate mandate, String name, @Nullable ClusterUuid kept) {
        run.operator().step(BuildCluster.STEP).untilSucceeded(() -> listAndDelete(mandate, name, kept));
    }

    private Attempt<Boolean> listAndDelete(TeardownMandate mandate, String name, @Nullable ClusterUuid kept) {
        RunClusters made = ActivityStubs.remote(
                        InventoryActivities.class,
                        "Look whether a create was carried out twice",
                        run.profile().policy().deadlines().request())
                .runClusters(new RunClustersOf(run.profile().inCloud(), name, BuildCluster.mark()));
        for (RunClusters.RunCluster each : made.found()) {
            if (each.uuid().equals(kept)) {
                continue;
            }
            run.state()
                    .decidedOnce(Decision.of(
                            StepId.DUPLICATE,
                            each.uuid().value(),
                            ChoiceCode.DELETED,
                            Reason.of(ReasonCode.CREATED_TWICE, "mark", each.mark())));
            Attempt<Boolean> deleted = own.delete(mandate, own.look(each.uuid()), each.uuid(), each.mark());
            if (deleted instanceof Attempt.Failed<Boolean>) {
                return deleted;
            }
        }
        return Attempt.succeeded(true);
    }
}
