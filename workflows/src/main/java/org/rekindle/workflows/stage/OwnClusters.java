// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.teardown.DeleteCluster;
import org.rekindle.workflows.teardown.TeardownMandate;

/** Clusters that this run itself has created and does not go on with. */
final class OwnClusters {

    private final RunContext run;
    private final DeleteCluster deletes;

    OwnClusters(RunContext run, DeleteCluster deletes) {
        this.run = run;
        this.deletes = deletes;
    }

    /** Looks at one of them; null when Magnum does not know it any more. */
    @Nullable
    CloudCluster look(ClusterUuid uuid) {
        return ActivityStubs.remote(
                        MagnumActivities.class,
                        "Look at the cluster that is to go",
                        run.profile().policy().deadlines().request())
                .observe(new CloudTarget(run.profile().inCloud(), uuid))
                .cluster();
    }

    /**
     * Deletes one of them.
     *
     * @param seen as it was looked at just now, null when it is gone already
     */
    Attempt<Boolean> delete(TeardownMandate mandate, @Nullable CloudCluster seen, ClusterUuid uuid, RunMark mark) {
        if (seen == null) {
            return Attempt.succeeded(true);
        }
        Attempt<DeleteCluster.Deletion> deletion = deletes.own(mandate, seen.identity(), mark);
        if (deletion instanceof Attempt.Failed<DeleteCluster.Deletion> failed) {
            return Attempt.failed(failed.code(), failed.reason());
        }
        if (((Attempt.Succeeded<DeleteCluster.Deletion>) deletion).result() == DeleteCluster.Deletion.KEPT) {
            return Attempt.failed(
                    FailureCode.GUARD_REFUSED,
                    "The guard kept this run from deleting " + uuid + ", which it created and does not go on with.");
        }
        return Attempt.succeeded(true);
    }
}
