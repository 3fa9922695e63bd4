// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import java.util.List;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.decide.rebuild.RescueJudged;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.run.RunContext;

/** Keeps account of what is in the copy alone, so that the report of a run that ends early says where it lies. */
public final class RescuedCopy {

    private RescuedCopy() {}

    /**
     * Takes note of what stands in the new cluster.
     *
     * @param old the cluster that the copy was made of
     * @param standing as {@link RescueActivities.Restored} names it; empty while there is no new cluster
     */
    public static void standing(RunContext run, ClusterIdentity old, List<String> standing) {
        RescueSighting rescued = run.state().rescued();
        if (rescued == null) {
            return;
        }
        List<String> lacking = RescueJudged.notPutBack(rescued, standing);
        run.state()
                .notPutBack(
                        lacking.isEmpty()
                                ? null
                                : new NotPutBack(
                                        RescueActivities.copy(run.profile().cluster(), old.uuid()), lacking));
    }
}
